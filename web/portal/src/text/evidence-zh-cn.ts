/** Words of photos and documents. */
export const evidenceZhCn = {
  "evidence.title": "照片与文件",
  "evidence.lead":
    "每份材料以其内容的指纹（SHA-256）命名：换一个像素，指纹就不同，与公开日志中的记录对不上。照片由录入人员提供，公布前已去掉拍摄设备、地点等附带信息。",
  "evidence.none": "此时尚未公布照片或文件。",
  "evidence.atMilestone": "节点：",
  "evidence.documents": "文件",
  "evidence.kind.photo": "照片",
  "evidence.kind.document": "文件",
  "evidence.kind.voucher": "凭证",
  "evidence.full": "打开原尺寸（{width}×{height}，{size}）",
  "evidence.document": "PDF，{size}",
  "evidence.fingerprint": "指纹",
  "evidence.withdrawn": "已撤下的材料",
  "evidence.gone": "{day}的一份{kind}已于{on}撤下，不再展示。理由：",
  "evidence.count": "已公布照片和文件 {count} 份，见各项目页。",
  "evidence.simulated": "这是模拟数据：图中所示并未真实发生。",
  "glossary.evidence": "佐证材料",
  "glossary.evidence.is":
    "照片、文件或凭证的扫描件，以指纹（SHA-256）记入公开日志。它说明录入人员当时出示了什么，不证明画面里的事属实。撤下的不再展示，指纹和撤下的理由仍在。",
  "trouble.evidence-withdrawn.title": "这份材料已撤下",
  "trouble.evidence-withdrawn.help": "它不再展示。曾经有过它、它的指纹和撤下的理由仍在公开日志里。",
} as const;

export type EvidenceMessageId = keyof typeof evidenceZhCn;
