"""What the law forbids, and the moment of the lawful course at which somebody tries it.

Each line: before which step of the course, the rule that must refuse it, who tries, which event, with what data. A step is an
event of the course, or "upload CODE". `liu3` is an archivist of the drafting unit; everyone else is of the demo's people.
"""

from decision import RISK

MEETING = {"body": "executive", "held_on": "2099-01-01", "place": "会议室", "members": ["wang", "jia", "yi"], "chair": "wang", "recorder": "zheng"}
OPINION = {"conclusion": "lawful", "power_result": "conforms", "procedure_result": "conforms", "content_result": "conforms", "power": "法定权限", "procedure": "已履行", "content": "不抵触"}
FORM = {"form": "seminar", "with": "商户", "on": "2026-01-20", "summary": "意见若干"}

ATTEMPTS = [
    ("upload INI-01", "G03P", "zhao", "study.assign", {"unit": "区政府研究室"}),
    ("upload INI-01", "G03X", "wang", "matter.exclude", {"ground": "emergency", "reason": "突发"}),
    ("upload INI-01", "G03X", "wang", "matter.exclude", {"ground": "macro_control", "reason": "属于宏观调控"}),
    ("upload INI-01", "G18", "liu", "meeting.submit", {}),
    ("upload INI-03", "G03", "wang", "initiation.start", {"drafting_unit": "qufuban", "catalogue_no": "2026-1"}),
    ("initiation.start", "G02", "wang", "initiation.start", {"drafting_unit": "qufuban"}),
    ("initiation.start", "G02T", "wang", "initiation.start", {"drafting_unit": "qufuban", "catalogue_no": "2025-2"}),
    ("initiation.start", "G03U", "wang", "initiation.start", {"drafting_unit": "查无此局", "catalogue_no": "2025-1"}),
    ("upload DRF-01", "G04", "liu", "draft.freeze", {"legal_basis": [{"title": "条例第十二条", "in_force": True}]}),
    ("upload DRF-01", "G04R", "liu", "draft.freeze", {"legal_basis": [{"title": "条例第十二条", "in_force": True}]}),
    ("draft.freeze", "G04", "liu", "draft.freeze", {"legal_basis": [{"title": "已废止的办法", "in_force": False}]}),
    ("coordination.reply", "G05", "liu", "coordination.conclude", {}),
    ("upload DRF-07", "G05P", "liu", "coordination.conclude", {}),
    ("upload PUB-01", "G07P", "liu", "notice.open", {"title": "公告", "how": "来信"}),
    ("upload PUB-12", "G07S", "liu", "notice.open", {"title": "公告", "how": "来信"}),
    ("upload PUB-12", "G07C", "zhao", "notice.check", {"finding": "publishable"}),
    ("notice.open", "G06", "liu", "participation.not_required", {"basis": "国家秘密", "approver": "刘（承办人）"}),
    ("notice.open", "G06A", "liu", "notice.forgo", {"reason": "只涉及少数住户", "approver": "刘（承办人）"}),
    ("notice.open", "G08S", "liu", "notice.open", {"title": "公告", "how": "来信", "shortened_days": 5, "shortened_reason": "紧急"}),
    ("experts.invite", "G08", "liu", "notice.close", {}),
    ("experts.invite", "G06F", "liu", "participation.form", FORM),
    ("experts.opinion", "G11", "liu", "experts.conclude", {}),
    ("experts.opinion", "G11I", "liu", "experts.opinion", {"expert": "甲", "unit": "施工单位", "conclusion": "support", "text": "可", "direct_interest": True}),
    ("experts.opinion", "G11V", "liu", "experts.opinion", {"expert": "外人", "unit": "高校", "conclusion": "support", "text": "可", "direct_interest": False}),
    ("experts.opinion", "G11A", "liu", "experts.opinion", {"expert": "王区长", "unit": "高校", "conclusion": "support", "text": "可", "direct_interest": False}),
    ("experts.opinion", "G11A", "liu", "experts.invite", {"plan": "增补", "experts": ["周（司法局）"], "outside_reason": "库内无此专业", "outside_approver": "zhao"}),
    ("experts.opinion", "G11F", "liu", "experts.opinion", {"expert": "区政府办", "institution": True, "unit": "某研究院", "signatory": "刘", "sealed": True, "conclusion": "support", "text": "可", "direct_interest": False}),
    ("experts.opinion", "G11B", "liu", "experts.opinion", {"expert": "某设计院", "institution": True, "unit": "某设计院", "conclusion": "support", "text": "可", "direct_interest": False}),
    ("risk.trigger", "G12T", "liu", "risk.not_required", {"reason": "影响不大"}),
    ("upload RSK-03", "G12P", "sun", "risk.report", RISK),
    ("risk.report", "G12U", "liu", "risk.not_required", {"reason": "影响不大"}),
    ("risk.report", "G12J", "liu", "risk.trigger", {"stability": False, "security": False, "listed": False, "reason": "影响不大"}),
    ("risk.report", "G12L", "sun", "risk.report", {**RISK, "level": "mid"}),
    ("risk.report", "G12M", "sun", "risk.report", {**RISK, "points": [{**RISK["points"][0], "likelihood": "high", "effect": "mid", "level": "low"}]}),
    ("competition.not_market", "G13N", "liu", "competition.not_market", {"reason": "不涉及"}),
    ("competition.not_market", "G13N", "liu", "competition.not_market", {"reason": "不涉及", "approver": "查无此人"}),
    ("upload PUB-03", "G09", "liu", "hearing.open", {"attending": ["商户代表"]}),
    ("upload PUB-03", "G09E", "liu", "hearing.hold", {}),
    ("upload PUB-03", "G10", "liu", "participation.feedback", {}),
    ("upload PUB-03", "G10P", "liu", "participation.feedback", {}),
    ("change.decide", "G33RA", "zhao", "change.decide", {"change": "C0"}),
    ("upload LEG-01", "G15", "liu", "review.send", {}),
    ("upload LEG-01", "G18", "liu", "meeting.submit", {}),
    ("review.accept", "G15U", "liu2", "review.accept", {}),
    ("upload LEG-03", "G16", "zhou", "review.opinion", OPINION),
    ("upload LEG-03", "G17", "zhou", "review.opinion", OPINION),
    ("upload LEG-05", "G19R", "liu", "meeting.submit", {}),
    ("upload MTG-02", "G20M", "zhao", "packet.accept", {}),
    ("exception.confirm", "G39S", "zhao", "packet.accept", {}),
    ("exception.confirm", "G39N", "wang", "exception.confirm", {"no": 9}),
    ("exception.confirm", "G39", "zhao", "exception.confirm", {"no": 2}),
    ("exception.confirm", "G39D", "wang", "exception.dispute", {"no": 1, "reason": "没有报批"}),
    ("exception.confirm", "G39X", "wang", "exception.drop", {"no": 1, "reason": "已补办"}),
    ("packet.accept", "G25", "zhao", "publication.publish", {"finding": "publishable", "channels": ["政府网站"]}),
    ("meeting.notify", "G21N", "zhao", "meeting.notify", {**MEETING, "recorder": "wang"}),
    ("meeting.notify", "G21N", "zhao", "meeting.notify", {**MEETING, "members": ["wang", "jia", "jia"]}),
    ("meeting.notify", "G21N", "zhao", "meeting.notify", {**MEETING, "held_on": "2026-01-05"}),
    ("meeting.notify", "G21M", "zhao", "meeting.notify", {**MEETING, "members": ["wang"]}),
    ("meeting.notify", "G21H", "zhao", "meeting.notify", {**MEETING, "chair": "jia"}),
    ("meeting.notify", "G21H", "zhao", "meeting.notify", {**MEETING, "recorder": "zhao"}),
    ("meeting.open", "T09", "zhao", "meeting.open", {}),
    ("meeting.open", "T09N", "zhao", "meeting.open", {}),
    ("meeting.open", "G21", "zhao", "meeting.open", {}),
    ("meeting.arrive", "G21D", "zhao", "meeting.open", {}),
    ("meeting.arrive", "G21A", "zheng", "meeting.arrive", {"member": "liu"}),
    ("meeting.arrive", "G21P", "zheng", "meeting.depart", {"member": "yi"}),
    ("meeting.arrive", "G21T", "zheng", "meeting.arrive", {"member": "wang", "at": "2099-01-01T09:00:00+08:00"}),
    ("meeting.arrive", "G21R", "jia", "meeting.recuse", {"member": "yi", "reason": "利害关系"}),
    ("meeting.stance", "G23O", "jia", "meeting.stance", {"member": "yi", "stance": "agree"}),
    ("meeting.stance", "G23C", "jia", "stance.confirm", {"member": "jia"}),
    ("minutes.issue", "G23F", "zhao", "record.refuse", {"part": "recorder", "reason": "已签"}),
    ("minutes.issue", "G24T", "wang", "decision.confirm_text", {"substance": False, "note": "文字"}),
    ("upload MTG-07", "G25M", "zhao", "minutes.issue", {"number": 2, "signatory": "王"}),
    ("meeting.stance", "G22", "wang", "meeting.head_statement", {"text": "我先讲"}),
    ("meeting.stance", "G23M", "zheng", "meeting.stance", {"member": "ding", "stance": "agree"}),
    ("meeting.stance", "G23", "wang", "meeting.decide", {"outcome": "approve"}),
    ("upload MTG-04", "G22L", "zheng", "meeting.stance", {"member": "jia", "stance": "oppose"}),
    ("upload MTG-04", "G23", "wang", "meeting.decide", {"outcome": "approve"}),
    ("meeting.decide", "G24", "wang", "meeting.decide", {"outcome": "reject"}),
    ("upload MTG-07", "G25", "zhao", "publication.publish", {"finding": "publishable", "channels": ["政府网站"]}),
    ("upload MTG-07", "G25D", "feng", "party.report", {"number": "1"}),
    ("upload ISS-01", "G25I", "wang", "decision.sign", {"number": "区府发〔2026〕1号"}),
    ("upload ISS-02", "G26", "zhao", "publication.publish", {"finding": "publishable", "channels": ["政府网站"]}),
    ("upload ISS-02", "G26R", "zhao", "publication.restrict", {"finding": "withheld", "finding_reason": "附件涉密", "basis": "国家秘密", "approver": "赵（政府办审核）"}),
    ("upload ISS-02", "G26Q", "zhao", "publication.restrict", {"finding": "publishable", "basis": "《保守国家秘密法》", "approver": "赵（政府办审核）"}),
    ("upload ISS-02", "G26C", "zhao", "publication.deliver", {"recipients": ["区财政局"]}),
    ("upload ISS-04", "G27", "zhao", "publication.publish", {"finding": "publishable", "channels": ["政府网站"]}),
    ("publication.prove", "G26P", "zhao", "publication.prove", {"channel": "墙报", "reference": "1", "on": "2026-01-20"}),
    ("publication.prove", "G26E", "zhao", "publication.prove", {"channel": "政府网站", "reference": "1", "on": "2026-01-20", "added": True}),
    ("execution.assign", "G29Y", "zhao", "execution.assign", {"unit": "zhujian", "tasks": [{"task": "建成", "due": "2026-01-05"}]}),
    ("execution.progress", "G29P", "he", "execution.progress", {"task": "别的任务", "percent": 1, "text": "t"}),
    ("execution.progress", "G37", "liu", "record.correct", {"seq": 100000, "text": "t", "reason": "r"}),
    ("execution.progress", "G29F", "he", "execution.finish", {"text": "完成"}),
    ("execution.progress", "G29K", "he", "execution.leave", {"unfinished": [{"task": "别的任务", "reason": "r"}], "approver": "王（区长）"}),
    ("execution.finish", "G29R", "he", "execution.rectify", {"no": 1, "text": "t"}),
    ("archive.collect", "G28", "liu3", "archive.collect", {"fonds": "X043", "organisation": "BGS"}),
]

# Tried elsewhere: on a matter of their own, or in a step that the course takes in another order.
TRIED_APART = {"G01": "an excluded item", "G12": "a finding without a report", "G19": "a draft changed after its review"}

# Cannot be broken over the API, because an earlier gate of the same course asks for the same.
BEHIND_ANOTHER_GATE = {
    "G07": "draft.freeze asks for the draft and its explanation (G04), and the form for `how`",
    "G20": "each paper is asked for where it is due: G10, G11, G12, G13, G17, G19R",
}

# The main guards: every one is tried, or says why it cannot be.
MAIN = [f"G{n:02}" for n in (*range(1, 13), *range(15, 19), *range(20, 27), 28)]
