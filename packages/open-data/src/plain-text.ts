// XML 1.0 cannot write most control characters at all, and a lone surrogate has no UTF-8.
const unwritable = /[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Surrogate}/gu;

/**
 * Text that every outside format can carry: what XML or UTF-8 cannot hold becomes U+FFFD, line ends become LF.
 * What it returns is unchanged by a second call.
 */
export function plainText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(unwritable, "\ufffd");
}
