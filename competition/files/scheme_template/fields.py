"""The cells of our own scheme workbook: what each is called in Chinese and English, what it holds, what it is for.

The headings are what people know the workbook by: change a note freely, a heading never.
"""

from __future__ import annotations

from dataclasses import dataclass, field

SETTINGS, ASPECTS, SECTIONS, EXAMPLE, NOTES = (
    "方案 Scheme", "评分点 Aspects", "职业标准 Sections", "示例 Example", "说明 Notes",
)  # fmt: skip


@dataclass(frozen=True)
class Field:
    """`key`: where it stands in SCHEME.json, from its level on; `form`: how the cell is read and written."""

    key: str
    chinese: str
    english: str
    form: str = "text"
    width: int = 10
    note: str = ""
    words: dict[str, str] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        return f"{self.chinese} {self.english}"


PROFILES = {"cn": "国内赛制", "worldskills": "世赛规则", "worldskills-strict": "世赛规则（严格）"}
KINDS = {"measurement": "测量分", "judgement": "评价分", "panel": "评委打分"}
AWARDS = {
    "all-or-nothing": "全有或全无", "value": "直接给分", "deduct": "按错扣分", "count": "按完成数",
    "bands": "上限分档", "ranges": "区间给分", "choice": "选项给分", "distance": "按偏差扣分",
}  # fmt: skip
COMBINES = {"mean": "平均", "sum": "合计", "median": "中位数"}
ROUNDS = {"half-up": "四舍五入", "up": "进一", "down": "舍去"}

SETTING_FIELDS = (
    Field("title", "赛项名称", "Title", note="例如：电工"),
    Field("title_en", "赛项英文名", "Title in English", note="可不填"),
    Field("event_code", "赛项代码", "Event code", note="例如：DG，可不填"),
    Field("profile", "规则", "Profile", "word", note="可不填", words=PROFILES),
    Field("rounding.places", "小数位数", "Decimal places", "count", note="不填为 2"),
    Field("rounding.mode", "舍入方式", "Rounding mode", "word", note="不填为四舍五入", words={"half-up": "四舍五入"}),
    Field(
        "rounding.stages",
        "舍入环节",
        "Rounding stages",
        "lines",
        note="一行一个：panel aspect criterion total；不填为四个都舍入，[] 为都不舍入",
    ),
    Field(
        "ranking.order",
        "排名顺序",
        "Ranking order",
        "lines",
        note="一行一个，例如 total:desc、criterion:B:desc、time:asc；不填按总分",
    ),
    Field("ranking.ties", "并列", "Ties", "word", note="不填为共享名次", words={"shared": "共享名次", "forbid": "不许并列"}),
    Field(
        "awards.by", "计奖方式", "Awards by", "word", note="不设奖则计奖各行都不填", words={"share": "按比例", "count": "按名额"}
    ),
    Field("awards.round", "名额取整", "Awards round", "word", note="不填为四舍五入", words=ROUNDS),
    Field("awards.minimum", "获奖最低分", "Awards minimum", "number", note="可不填"),
    Field("awards.tiers", "奖项", "Awards tiers", "tiers", note="一行一个：一等奖 = 0.10（比例），或 一等奖 = 3（名额）"),
    Field("scale.name", "标准分", "Scale", "text", note="worldskills-700（参考值），可不填"),
)

CRITERION_FIELDS = (
    Field("code", "模块编号", "Criterion code", width=9, note="例如 A；与上一行相同可不填"),
    Field("title", "模块", "Criterion", width=18, note="写在该模块的第一行"),
    Field("title_en", "模块英文名", "Criterion in English", width=16),
    Field("weight", "权重", "Weight", "number", 8, "各模块都写或都不写，合计为 1，例如 0.3"),
)
SUBCRITERION_FIELDS = (
    Field("code", "子项编号", "Sub-criterion code", width=9, note="例如 A1；一个子项一张评分表、一组裁判；与上一行相同可不填"),
    Field("title", "评分子项", "Sub-criterion", width=18, note="写在该子项的第一行"),
    Field("title_en", "子项英文名", "Sub-criterion in English", width=16),
    Field("day", "评分日", "Day", "count", 7, "第几天，整数，可不填"),
)
ASPECT_FIELDS = (
    Field("code", "评分点编号", "Aspect code", width=10, note="例如 A1.1，全表不重复"),
    Field("title", "评分点", "Aspect", width=34),
    Field("title_en", "评分点英文名", "Aspect in English", width=24),
    Field("kind", "类型", "Kind", "word", 16, "测量分、评价分或评委打分", KINDS),
    Field("max", "满分", "Max", "number", 8),
    Field("award", "给分办法", "Award", "word", 18, "测量分必填", AWARDS),
    Field("per", "每项扣分", "Per", "number", 9, "按错扣分：每错一处扣；按偏差扣分：每差一档扣"),
    Field("possible", "总项数", "Possible", "count", 8, "按完成数：共几项"),
    Field("steps", "分档或选项", "Bands, ranges or choices", "steps", 26,
          "一行一个。上限分档：0.5 = 10；区间给分：9.9 ~ 10.1 = 10；选项给分：合格 = 10"),
    Field("target", "目标值", "Target", "number", 8, "按偏差扣分"),
    Field("every", "每差", "Every", "number", 8, "按偏差扣分：差多少算一档"),
    Field("step", "步长", "Step", "number", 8, "直接给分、评委打分：分数的最小间隔"),
    Field("judges", "裁判人数", "Judges", "count", 9, "评委打分必填；评价分不填为 3"),
    Field("spread", "允许分差", "Spread", "count", 9, "评价分：不填为 1"),
    Field("min", "最低分", "Min", "number", 8, "评委打分：不填为 0"),
    Field("drop_high", "去最高", "Drop high", "count", 8, "评委打分：去掉几个最高分"),
    Field("drop_low", "去最低", "Drop low", "count", 8, "评委打分：去掉几个最低分"),
    Field("combine", "合成", "Combine", "word", 13, "评委打分：不填为平均", COMBINES),
    Field("factor", "系数", "Factor", "number", 8, "评委打分：不填为 1"),
    Field("difficulty", "难度系数", "Difficulty", "yes", 10, "评委打分：选手各有难度系数时填“是”", {"true": "是", "false": "否"}),
    Field("section", "职业标准", "Section", width=10, note="职业标准表里的编号"),
    Field("descriptors.0", "0 分描述", "Descriptor 0", width=24, note="评价分：低于行业标准"),
    Field("descriptors.1", "1 分描述", "Descriptor 1", width=24, note="评价分：达到行业标准"),
    Field("descriptors.2", "2 分描述", "Descriptor 2", width=24, note="评价分：达到并在某些方面超过"),
    Field("descriptors.3", "3 分描述", "Descriptor 3", width=24, note="评价分：全面超过，优秀"),
    Field("extra", "扣分提示", "Extra", "lines", 24, "一行一条，例如：漏接线 -2"),
    Field("requirement", "要求", "Requirement", width=24),
    Field("calculation", "CIS 计算", "CIS calculation", width=14, note="从 CIS 工作簿来的，留着即可"),
)  # fmt: skip
SECTION_FIELDS = (
    Field("code", "编号", "Code"),
    Field("title", "职业标准", "Standard", width=44),
    Field("title_en", "英文名", "Standard in English", width=36),
    Field("weight", "分值", "Weight", "number"),
)

LEVELS = (("模块 Criterion", CRITERION_FIELDS), ("评分子项 Sub-criterion", SUBCRITERION_FIELDS), ("评分点 Aspect", ASPECT_FIELDS))
COLUMNS = tuple((level, found) for level, (_, fields) in enumerate(LEVELS) for found in fields)
