/** The steps before a start, in the order in which they are taken. */
export const preparationSteps = [
  "benefitAssessment",
  "investmentAssessment",
  "riskAssessment",
  "feasibilityReport",
  "congressReview",
  "consultativeReview",
  "residentsReview",
] as const;

export const evidenceKinds = ["photo", "document", "voucher"] as const;

export const payeeKinds = ["contractor", "householdGroup", "trainingProvider", "supplier", "publicBody"] as const;
