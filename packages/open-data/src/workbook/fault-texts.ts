interface Message {
  readonly zh: string;
  readonly en: string;
}

type FaultText = (value: string, first: string, second: string) => Message;

const amountRemedy: Message = {
  zh: "请填写以万元为单位的数字，例如 2827.35；没有金额时留空。",
  en: "Enter a number in 万元, for example 2827.35; leave the cell empty where there is no amount.",
};

/** What is said of each fault: the value that was found, the one or two things to compare it with, the remedy. */
export const faultTexts = {
  "empty-file": () => ({
    zh: "文件是空的。请选择规划工作簿（.xlsx）。",
    en: "The file is empty. Choose a plan workbook (.xlsx).",
  }),
  "file-too-large": (size, limit) => ({
    zh: `文件有 ${size} 字节，超过上限 ${limit} 字节。请删去图片和无关的工作表后再上传。`,
    en: `The file has ${size} bytes, above the limit of ${limit}. Remove pictures and unrelated sheets.`,
  }),
  "contents-too-large": (_, limit) => ({
    zh: `工作簿的内容超过上限（${limit}）。请只保留“规划”和“项目表”两个工作表，清除多余的行、列和合并单元格。`,
    en: `The workbook holds more than the limit (${limit}). Keep only the sheets 规划 and 项目表; clear surplus cells.`,
  }),
  "not-xlsx": () => ({
    zh: "文件不是 Excel 工作簿（.xlsx），或者设有密码。请在 Excel 或 WPS 中另存为不加密的 .xlsx 文件。",
    en: "The file is no Excel workbook (.xlsx), or it has a password. Save it as .xlsx without a password.",
  }),
  "broken-xlsx": () => ({
    zh: "工作簿已损坏，无法读取。请在 Excel 或 WPS 中打开并重新另存为 .xlsx 文件。",
    en: "The workbook is damaged and cannot be read. Open it in a spreadsheet program and save it again as .xlsx.",
  }),
  "missing-sheet": (sheet) => ({
    zh: `缺少工作表“${sheet}”。请添加该工作表，或改正工作表名称。`,
    en: `The sheet ${sheet} is missing. Add it, or correct the name of the sheet.`,
  }),
  "missing-header": (_, names) => ({
    zh: `前 30 行内找不到表头。请添加一行表头：${names}。`,
    en: `No header row was found. It must stand in the first 30 rows, with: ${names}.`,
  }),
  "missing-column": (heading) => ({
    zh: `缺少“${heading}”列。请在表头中添加该列。`,
    en: `The column ${heading} is missing. Add it to the header.`,
  }),
  "unknown-column": (value) => ({
    zh: `“${value}”所在的列不属于项目表。请改正表头，或删去该列。`,
    en: `The column with “${value}” does not belong to the project table. Correct its heading or remove the column.`,
  }),
  "doubled-column": (heading, first) => ({
    zh: `表头“${heading}”重复，${first} 列已有。请只保留一列。`,
    en: `The heading ${heading} occurs twice, first in column ${first}. Keep one of them.`,
  }),
  "missing-cell": (_, heading) => ({
    zh: `“${heading}”没有填写。请补填。`,
    en: `${heading} is empty. Fill it in.`,
  }),
  "missing-category": () => ({
    zh: "“项目类别”没有填写，也没有与上面的单元格合并。请补填，或与所属类别的单元格合并。",
    en: "The category (项目类别) is empty and not merged with a cell above. Fill it in, or merge it with its category.",
  }),
  "unknown-row": (value) => ({
    zh: `“${value}”这一行不是项目，也不是合计。请删去该行；说明文字请以“注”开头。`,
    en: `The row “${value}” is neither a project nor the total. Remove it; let a note begin with 注.`,
  }),
  "no-projects": () => ({
    zh: "项目表中没有项目。请至少填写一个项目。",
    en: "The project table has no project. Enter at least one.",
  }),
  "not-text": (value, heading) => ({
    zh: `“${heading}”应为文字，现为“${value}”。请改为文字。`,
    en: `${heading} must be text and holds “${value}”. Enter text.`,
  }),
  "formula-without-result": (value) => ({
    zh: `公式“${value}”没有保存计算结果。请在 Excel 或 WPS 中重新计算并保存，或直接填写数值。`,
    en: `The formula “${value}” has no saved result. Recalculate and save the workbook, or enter the value itself.`,
  }),
  "not-an-amount": (value) => ({
    zh: `“${value}”不是金额。${amountRemedy.zh}`,
    en: `“${value}” is no amount. ${amountRemedy.en}`,
  }),
  "negative-amount": (value) => ({
    zh: `金额“${value}”为负数。规划中的金额不能小于零，请改正。`,
    en: `The amount “${value}” is negative. An amount in a plan cannot be below zero; correct it.`,
  }),
  "too-many-decimals": (value, digits) => ({
    zh: `金额“${value}”精确到分以下。此处最多 ${digits} 位小数，请改正。`,
    en: `The amount “${value}” is finer than one fen. Use at most ${digits} decimals here.`,
  }),
  "amount-too-large": (value, limit) => ({
    zh: `金额“${value}”达到或超过 ${limit} 万元的上限，请核对单位。`,
    en: `The amount “${value}” reaches the limit of ${limit} 万元. Check its unit.`,
  }),
  "bad-number": (value) => ({
    zh: `序号“${value}”不是正整数。请填写 1、2、3 这样的数字。`,
    en: `The number (序号) “${value}” is no positive whole number. Enter 1, 2, 3 and so on.`,
  }),
  "doubled-number": (value, row) => ({
    zh: `序号“${value}”重复，第 ${row} 行已使用。请改为未使用的序号。`,
    en: `The number (序号) “${value}” occurs twice, first in row ${row}. Use a number that is free.`,
  }),
  "bad-year": (value, heading) => ({
    zh: `“${heading}”的“${value}”不是年份。请填写四位数字，例如 2016。`,
    en: `“${value}” under ${heading} is no year. Enter four digits, for example 2016.`,
  }),
  "year-outside-plan": (value, first, last) => ({
    zh: `年份“${value}”不在规划期 ${first}–${last} 年内。请改正年份，或改正“规划”表中的起止年度。`,
    en: `The year “${value}” lies outside the plan, ${first}–${last}. Correct it, or the plan's years in the sheet 规划.`,
  }),
  "start-after-end": (value, end) => ({
    zh: `起始年份“${value}”晚于结束年份“${end}”。请改正其中之一。`,
    en: `The first year “${value}” is after the last year “${end}”. Correct one of them.`,
  }),
  "amount-outside-project-years": (value, start, end) => ({
    zh: `金额“${value}”所在年份不在该项目的开工–竣工年限 ${start}–${end} 年内。请移动金额，或改正年限。`,
    en: `The amount “${value}” lies outside the project's own years, ${start}–${end}. Move it, or correct them.`,
  }),
  "row-sum": (value, sum) => ({
    zh: `估算总投资“${value}”与各年度之和 ${sum} 万元不符。请改正总投资或年度金额。`,
    en: `The total “${value}” differs from the sum of the years, ${sum} 万元. Correct the total or a year.`,
  }),
  "column-sum": (value, sum, year) => ({
    zh: `合计行的“${value}”与 ${year} 年各项目之和 ${sum} 万元不符。请改正合计或项目金额。`,
    en: `“${value}” in the total row differs from the sum of the projects in ${year}, ${sum} 万元. Correct one of them.`,
  }),
  "grand-total": (value, sum) => ({
    zh: `合计行的总投资“${value}”与各项目总投资之和 ${sum} 万元不符。请改正合计或项目总投资。`,
    en: `The grand total “${value}” differs from the sum of the projects, ${sum} 万元. Correct one of them.`,
  }),
  "missing-total-row": (label) => ({
    zh: `缺少“${label}”行。请添加一行，在“序号”列写“${label}”，并填写各列之和。`,
    en: `The total row (${label}) is missing. Add one with ${label} under 序号 and the sum of each column.`,
  }),
  "doubled-total-row": (value, row) => ({
    zh: `“${value}”行重复，第 ${row} 行已有。请只保留一行。`,
    en: `The total row “${value}” occurs twice, first in row ${row}. Keep one of them.`,
  }),
  "doubled-project-name": (value, row) => ({
    zh: `项目名称“${value}”重复，第 ${row} 行已使用。请改为不同的名称，或合并两行。`,
    en: `The project name “${value}” occurs twice, first in row ${row}. Give another name, or join the two rows.`,
  }),
  "bad-code": (value) => ({
    zh: `项目代码“${value}”无效。请只用小写英文字母、数字和连字符，例如 flood-control，最多 63 个字符；也可以留空。`,
    en: `The project code “${value}” is not valid. Use a–z, 0–9, hyphens, at most 63 characters, or leave it empty.`,
  }),
  "doubled-code": (value, row) => ({
    zh: `项目代码“${value}”重复，第 ${row} 行已使用。请改为不同的代码，或留空。`,
    en: `The project code “${value}” occurs twice, first in row ${row}. Give another code, or leave it empty.`,
  }),
  "missing-key": (key) => ({
    zh: `缺少“${key}”。请在“规划”表 A 列写“${key}”，在 B 列填写内容。`,
    en: `${key} is missing. Write ${key} in column A of the sheet 规划 and its value in column B.`,
  }),
  "unknown-key": (value) => ({
    zh: `“${value}”不是“规划”表的项目。请改正名称，或删去该行。`,
    en: `“${value}” is no key of the sheet 规划. Correct it, or remove the row.`,
  }),
  "doubled-key": (value, row) => ({
    zh: `“${value}”重复，第 ${row} 行已有。请只保留一行。`,
    en: `${value} occurs twice, first in row ${row}. Keep one of them.`,
  }),
  "bad-slug": (value) => ({
    zh: `简称“${value}”无效。请只用小写英文字母、数字和连字符，例如 wuhou-baiyu-2016-2020，最多 63 个字符。`,
    en: `The short name (简称) “${value}” is not valid. Use a–z, 0–9, hyphens, at most 63 characters.`,
  }),
  "bad-rate": (value, key, range) => ({
    zh: `“${key}”的“${value}”不是有效的百分比。请写明百分号，例如 0.5%；范围 ${range}，最多六位小数。`,
    en: `“${value}” for ${key} is no percentage. Write its sign, as in 0.5%; ${range}, at most six decimals.`,
  }),
  "bad-base": (value) => ({
    zh: `基数“${value}”必须大于零。请以万元填写，或写明单位，例如 54.34亿元。`,
    en: `The base (基数) “${value}” must be above zero. Enter it in 万元, or name its unit, for example 54.34亿元.`,
  }),
  "bad-data-mark": (value, expected) => ({
    zh: `数据说明“${value}”无法识别。模拟数据请写“${expected}”；真实数据请删去该行。`,
    en: `The data note (数据说明) “${value}” is not known. Write ${expected}, or remove the row for real data.`,
  }),
} satisfies Record<string, FaultText>;

export type FaultCode = keyof typeof faultTexts;
