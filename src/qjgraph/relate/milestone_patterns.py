"""The words beside a stage that say whether, when and how far it is reached; see `milestones`."""

from __future__ import annotations

import re

#: Behind a stage's word: what makes it no event of the project (建成后, 开工率, 投产达效后).
NOT_AFTER = re.compile(
    r"公告|决定|补偿|安置费|范围|后(?!天|年(?:[底初末中])?[,。;投建竣完])|之后|以后|以来|率|面|图|前夕|令|单|区(?!域)|者|仪式|活动|企业|条件(?:后|之)|项目(?!部|组)[^,。;]{0,4}(?:个|多|总|达)|时,|方案|协议|手续|批次|量(?!达)|难|环境"
)
NOT_BEFORE = re.compile(
    r"(?:未|没有|不能|无法|不得|是否|按时|按期|(?:确保|力争|保证)如期|及早|尽快|尽早|早日|加快|力促|推动|促进|确保早日|抓|争|早|新|应|需|集中|网上|非法|违规|已?被|拟)$"
)
PLANNED = re.compile(
    r"预计|计划|将|力争|确保|拟|争取|有望|预期|目标|力求|届时|可望|即将|准备|待|要在|要于|定于|拟于|须|必须|应于|可在|可于|规划|底前|完成时限|以便|便于|尽快|尽早|早日|在[^,。]{0,8}前"
)
DONE = re.compile(
    r"已|进入|步入|转入|相继|陆续|成功|顺利|正式|圆满|胜利|于|了$|全面[竣完]工$|率先|提前|如期|宣告|迎来|近日|日前"
)
#: Stages that take their time.
LASTING = frozenset(("demolition", "planning", "trial", "acceptance"))
FORESEEN = re.compile(r"预计|计划|将(?!要)|力争|拟|争取")
ONGOING = re.compile(
    r"正在|正加|加紧|加快|抓紧|有序|稳步|正有序|全力|紧张|推进|进行(?!了)|组织|展开|铺开|开始"
)
AT_RITE = re.compile(r"[^,。;]{0,12}(?:仪式|典礼|开幕式|签约会|推介会)上,")
DECLARES = re.compile(r"宣布(?!了)[^。;]{2,40}$")
TOGETHER = ("集体", "同时", "同步")
PROGRESS = re.compile(
    r"(?:进度|完成(?:总)?(?:工程|投资|任务|建设)?(?:总)?量?|工程量|形象进度|整体进度|总体进度|总进度|累计完成|已完成|完成总工程量)"
    r"[^,。;\d]{0,8}$"
)
#: Words before a stage that are no subject.
EMPTY = re.compile(
    r"\d+(?:号|#)?|[号楼栋幢和、]|预计|计划|将于?|力争|确保|可|拟|争取|有望|目标|届时|目前|现|已经?|全面|全部|整体|主体|工程|项目|正式|顺利|成功|正在|于|在|实现"
    r"|具备|完成|年内|首批|一期|二期|建设|施工|并|并于|并在|全线|同步|基本|可以|就|能|要|左右|之前|前|底|左右|[“”\s]"
)
AGREED = re.compile(
    r"协议|签约(?!仪式)|签订|签署|拟投资|将投资|投资[\d约][^,。]{0,10}(?:,[^,。]{0,8})?建设|落户|引进"
)
TRANSITIVE = (
    "建成", "启动", "开通", "启用", "拆除", "征收", "签订", "签署", "签下", "交付", "验收", "实施",
    "开工建设", "全部完成", "全面完成",
)  # fmt: skip
ENDED = re.compile(r"(?<!开)竣工[^,。;]{0,8}$")
#: A sentence that begins so goes on to something else.
BESIDES = re.compile(r"此外|另外|另据|与此同时")
#: What is taken down on any site; no demolition of the project.
FENCES = re.compile(
    r"围挡|围墙|脚手架|安全网|模板|防护|塔吊|支架|违建|违章|违法建筑|广告|路障|护栏"
)
#: Papers signed in numbers are no single project's (签订投资协议12个).
COUNTS_PAPERS = re.compile(
    r"[一-鿿]{0,6}(?:协议|合同|项目|意向)\d+[余多]?[个份项]|\d[\d.,]*万?[余多]?[户家份人名亩宗]"
)
#: A villager's house is taken down, no site.
OLD_HOUSE = re.compile(r"(?:旧|老|危|土坯|自家)[房屋宅]?(?:全部|已经?|都|进行)?$")
#: A year that says which projects are counted, not when they were done (今年11个项目中).
OF_CLASS = re.compile(r"[^,。;]{0,10}\d+[个项][^,。;]{0,10}项目[中里]")
TO_BUILD = re.compile(r"(?:将|拟|计划|可)新?建成$")
#: How much of a project has been begun or done.
PART_DONE = re.compile(r"\d[\d.,]*万?(?:户|套|栋|幢|公里|千米|米|平方米|亩)")
AT_ONCE = re.compile(r"(?:\([^()]{0,12}\))?(?:目前|现|现在)?(?:已经?|共|累计)*")
#: Before a word that ends its clause: when and how far, and works at most.
WORKS_ONLY = re.compile(
    r"(?:预计|计划|力争|确保|拟|争取|有望|届时|可望|可|将|能|就|全部|全面|整体|基本|底前|之前|前|底|左右|于|在|并"
    r"|(?:[一-鿿]{0,8}(?:建设|施工|改造|工程|项目))(?:任务|工作|内容)?)*"
)
WORKS = re.compile(r"(?:建设|改造|整治|治理|修复|扩建|新建|硬化|绿化|亮化|提升|拓宽|加固)$")
RITE = re.compile(r"(?:暨[^,。]{0,8})?(?:仪式|典礼)")
SITE_WORK = re.compile(r"[一-鿿]{2,8}(?:建设|施工)(?=[,。;])")
OBJECT = re.compile(r"(?:了|起)?(?:[一-鿿“](?<![并及和与至的后于前投使运暨仪通开完竣])|[\d])")
PROGRESS_COLUMN = re.compile(r"进度|进展|情况|节点|备注|目标")
#: What follows is said of none of the projects just named.
OTHERS = re.compile(r"\s*(?:其他|其它|其余|剩余|余下)[^,。;]{0,8}(?:项目|工程)")
#: Between a list of projects and its verb.
LIST_ENDS = re.compile(r"等?\d{1,3}[余多]?[个大][一-鿿]{0,8}(?:项目|工程)")
SINCE = re.compile(r"以来")
#: What guests do for a project on the day of a ceremony.
RITES = re.compile(r"奠基|揭牌|揭幕|剪彩|培土|启动|动工")
FOR = re.compile(r"(?<![因成作认称])为$")
#: Before a stage that two projects reached on one day.
SAME_TIME = ("同时", "同期", "同日", "同年", "同月", "同天")
#: What may stand before a date that has a clause to itself (截至10月末,A竣工).
ALONE = re.compile(r"\s*(?:截至|截止到?|到|至|在)?")
#: A rite or an opening that goes before what a sentence tells (随着X的奠基,…), and what is to come.
ALONG = re.compile(r"随着[^,。;]{2,44}$")
TO_COME = re.compile(r"将|可|会|有望|必")
#: 项目 without a name: what the text goes on about (力争项目年底完工).
BARE = re.compile(
    r"(?<![一-鿿])(?:力争|确保|争取|预计|计划)?(?:项目|工程)(?![一-鿿]{0,3}[部组办个])"
)
#: Between a project and 完成: it is done, and nothing else is said.
ALL_DONE = re.compile(
    r"(?:主体工程|主体|全部|建设|施工|目前|现|现在|均|都)*(?:已经?|已基本|业已)(?:全部|全面|基本|顺利|圆满|如期|提前)*"
)
#: Behind a project: who speaks for it.
SPEAKER = re.compile(r"(?:项目|工程)?(?:建设)?(?:负责人|经理|总监|指挥|业主)")
