//! The water utility.

use super::{Matter, Scenario};

pub const SCENARIOS: &[Scenario] = &[
    Scenario {
        ticket_type: "故障申报",
        department: "抢修中心",
        weight: 16,
        urgent_percent: 35,
        tag: Some("重要"),
        details: REPAIR_DETAILS,
        matters: REPAIRS,
    },
    Scenario {
        ticket_type: "投诉",
        department: "客服一部",
        weight: 8,
        urgent_percent: 12,
        tag: Some("回访"),
        details: COMPLAINT_DETAILS,
        matters: COMPLAINTS,
    },
    Scenario {
        ticket_type: "业务办理",
        department: "营业厅",
        weight: 12,
        urgent_percent: 3,
        tag: None,
        details: SERVICE_DETAILS,
        matters: SERVICES,
    },
    Scenario {
        ticket_type: "业务咨询",
        department: "营业厅",
        weight: 10,
        urgent_percent: 1,
        tag: None,
        details: QUESTION_DETAILS,
        matters: QUESTIONS,
    },
];

const REPAIR_DETAILS: &[&str] = &[
    "家中有老人和小孩，希望尽快处理。",
    "用户要求上门前先电话联系。",
    "附近有幼儿园，请优先安排。",
    "已请用户留意公众号上的停水公告。",
    "现场照片已上传。",
    "物业可以配合开门，联系人在值班室。",
];

const REPAIRS: &[Matter] = &[
    Matter {
        title: "{place}停水",
        opening: "{person}来电反映，{when}{place}突然停水，邻居家同样没有水。",
        note: "查询无计划停水，疑似单元阀门被关，已通知{road}片区班组。",
        reply: "抢修人员已出发，预计四十分钟内到场，到场后会先与您电话联系。",
        question: "水来了，但是很小，麻烦再看看。",
        closing: "单元总阀被装修人员误关，现已打开，用户家中水压正常。",
    },
    Matter {
        title: "{spot}路面冒水，疑似管道破裂",
        opening: "{when}有市民报告{spot}路面往外冒水，水量较大，已影响通行。",
        note: "查管网图，该处为 DN200 球墨铸铁管，需关两只阀门。",
        reply: "抢修人员已到现场，确认为管道接口渗漏，正在开挖，预计{days}小时内修复。",
        question: "水止住了，但是路面的坑还没有填平，晚上行人容易摔倒。",
        closing: "已更换破损管段并恢复供水，路面已回填，现场清理完毕。",
    },
    Matter {
        title: "{estate}整个小区停水",
        opening: "物业来电，{estate}全部停水，泵房设备正常，请核查市政管网。",
        note: "调度确认{road}主管爆管，影响三个小区，已在群里发布信息。",
        reply: "{road}主管道正在抢修，预计{days}小时内恢复供水，已安排送水车到小区门口。",
        question: "送水车还没有到，请问停在哪个门？",
        closing: "主管道修复并冲洗合格，小区已恢复供水，物业确认。",
    },
    Matter {
        title: "{room}门口水表井漏水",
        opening: "{person}反映{room}门口水表井漏水，{when}发现，水已经流到楼道。",
        note: "可能是表前阀老化，带一只 DN15 球阀过去。",
        reply: "您好，维修人员今天上门处理，到达前半小时给您打电话。",
        question: "维修人员还没有来，楼道里的水越来越多了。",
        closing: "表前阀已更换，观察半小时不再渗漏，用户签字确认。",
    },
    Matter {
        title: "{spot}消防栓漏水",
        opening: "{when}巡查人员发现{spot}消防栓漏水，水流到机动车道。",
        note: "消防栓归属已核实，由我方维护。",
        reply: "已安排班组前往，先关闭支管阀门止水。",
        question: "目前仍有少量渗水，请再检查一次。",
        closing: "消防栓密封件已更换，试压合格。",
    },
    Matter {
        title: "{place}楼道立管爆裂",
        opening: "{person}称{place}楼道立管爆裂，水从楼上往下流，电表箱附近也有水。",
        note: "已提醒用户不要触碰电表箱，同时联系物业断电。",
        reply: "抢修班组已关闭单元阀门止水，正在更换立管，请提前储水备用。",
        question: "什么时候能恢复？楼上老人没有水用。",
        closing: "立管已更换，各户供水恢复，物业已恢复供电。",
    },
    Matter {
        title: "{road}施工挖断供水管",
        opening: "{person}来电，{spot}附近施工挖断水管，{when}开始大量漏水。",
        note: "施工单位已到场，赔付事宜由管网部另行处理。",
        reply: "已关阀止水并围挡，正在抢修，预计{days}小时内完成。",
        question: "周边商户都停水了，能否先接临时管？",
        closing: "管道修复完成，周边供水恢复，施工单位已签字确认。",
    },
];

const COMPLAINT_DETAILS: &[&str] = &[
    "用户要求书面答复处理结果。",
    "此前已反映过一次，当时答复会改善。",
    "用户情绪比较激动，请尽快联系。",
    "用户表示如不处理将继续向上反映。",
    "请回复时说明处理依据。",
];

const COMPLAINTS: &[Matter] = &[
    Matter {
        title: "{place}水压不足",
        opening: "{person}投诉{when}家中水压很低，热水器无法点火。",
        note: "该楼为二次供水，先查泵房出口压力。",
        reply: "您好，工作人员已上门测压，初步判断是户内过滤器堵塞，建议先清洗后再观察。",
        question: "清洗过了，水压还是不行。",
        closing: "已调整泵房出口压力，连续观察{days}天正常，用户确认恢复。",
    },
    Matter {
        title: "{room}自来水发黄有异味",
        opening: "{person}反映{room}自来水发黄，放了十分钟仍不清澈。",
        note: "附近前天有阀门操作，可能是管壁扰动，约了明天上午取样。",
        reply: "您好，水样已送检，结果预计{days}天内出具，届时电话告知您。",
        question: "化验结果出来了吗？一直没有人联系我。",
        closing: "管网末端已排放冲洗，水质检测合格，报告已送达用户。",
    },
    Matter {
        title: "投诉抄表员估抄水量",
        opening: "{person}对本月水量有异议，认为抄表员没有到现场抄表，表号{meter}。",
        note: "已调取抄表照片，读数与系统一致。",
        reply: "您好，经核对抄表照片，本期读数无误，照片和明细已通过短信发送给您。",
        question: "短信没有收到，请再发一次。",
        closing: "已与用户当面核对表底数，用户表示认可。",
    },
    Matter {
        title: "投诉营业厅排队时间过长",
        opening: "{person}投诉{when}在{road}营业厅排队一个多小时，只开了一个窗口。",
        note: "当天两人请假，已和营业厅班长核实。",
        reply: "您好，给您带来不便非常抱歉，营业厅已调整排班，高峰时段增开窗口。",
        question: "今天去还是只有一个窗口，说好的增开呢？",
        closing: "营业厅已增开窗口并设引导员，电话致歉，用户表示理解。",
    },
    Matter {
        title: "{estate}二次供水水箱未清洗",
        opening: "{person}反映{estate}水箱很久没有清洗，要求公示清洗记录。",
        note: "水箱归物业管理，先发函督促。",
        reply: "您好，已联系物业，水箱清洗安排在本周内，清洗前会张贴通知。",
        question: "到现在也没有看到通知。",
        closing: "水箱已清洗消毒，检测报告已在小区公告栏公示。",
    },
    Matter {
        title: "{estate}夜间施工噪音扰民",
        opening: "{person}投诉{road}管网改造夜间施工，噪音影响休息。",
        note: "夜间许可到晚上十点，现场超时了。",
        reply: "您好，已要求施工队晚上十点后停止破路作业，给您带来不便请谅解。",
        question: "昨晚十一点还在施工。",
        closing: "已约谈施工单位并调整工期，回访用户近{days}天夜间无施工。",
    },
];

const SERVICE_DETAILS: &[&str] = &[
    "用户希望线上办理，不方便到营业厅。",
    "资料已通过公众号上传，请审核。",
    "已告知办理时限为五个工作日。",
    "用户希望安排在周末。",
    "请办结后短信通知用户。",
];

const SERVICES: &[Matter] = &[
    Matter {
        title: "{room}申请过户",
        opening: "{person}申请办理{room}用水过户，已准备房产证和身份证复印件。",
        note: "系统显示原户欠费{amount}元，过户前需结清。",
        reply: "您好，原户名下有欠费{amount}元，结清后即可办理，您可在公众号上缴纳。",
        question: "欠费已经交了，请问什么时候能办好？",
        closing: "过户已办结，新户号已短信告知用户。",
    },
    Matter {
        title: "{room}新装一户一表",
        opening: "{person}申请新装水表，地址{room}，毛坯房准备装修。",
        note: "现场勘察安排给{road}班组。",
        reply: "您好，勘察人员将在{days}个工作日内上门，请保持电话畅通。",
        question: "能不能改到下午上门？",
        closing: "水表已安装并完成通水试验，用户签字确认。",
    },
    Matter {
        title: "{room}申请报停用水",
        opening: "{person}长期不在本地居住，申请{room}报停用水。",
        note: "无欠费，可以办理。",
        reply: "您好，资料审核通过，将安排人员抄录表底数并关阀。",
        question: "报停之后再恢复需要重新交费吗？",
        closing: "已关阀封表，表底数短信告知用户。",
    },
    Matter {
        title: "申请开具增值税发票，金额{amount}元",
        opening: "{person}需要开具水费增值税发票，金额{amount}元，抬头和税号已短信提供。",
        note: "税号校验通过，等月底统一开票。",
        reply: "您好，发票正在开具，预计{days}个工作日内发送到您的邮箱。",
        question: "发票抬头写错了一个字，可以重开吗？",
        closing: "电子发票已发送至用户邮箱，用户确认收到。",
    },
    Matter {
        title: "{room}水表到期更换预约",
        opening: "{person}预约更换{room}的水表，表号{meter}。",
        note: "预约单已转计量班。",
        reply: "您好，已为您预约上门时间，工作人员会提前半小时联系您。",
        question: "临时有事，能改约到下周吗？",
        closing: "水表已更换，新旧表底数用户签字确认。",
    },
    Matter {
        title: "变更水费代扣银行卡",
        opening: "{person}申请变更水费代扣银行卡，户号{meter}。",
        note: "需要用户在公众号上重新签约。",
        reply: "您好，请在公众号“代扣签约”中解约后重新绑定，操作步骤已短信发送。",
        question: "按步骤操作，提示银行卡信息不一致。",
        closing: "新卡签约成功，下期起从新卡扣款。",
    },
    Matter {
        title: "一户多人口阶梯水量申请",
        opening: "{person}家庭常住人口六人，申请调整阶梯水量基数，地址{room}。",
        note: "缺户口本首页，已短信通知补交。",
        reply: "您好，还需要补充户口本首页照片，可在公众号“我的业务”中上传。",
        question: "已经补交了，从哪个月开始生效？",
        closing: "审核通过，下个计费周期起按新基数计费。",
    },
];

const QUESTION_DETAILS: &[&str] = &[
    "户号{meter}，请核实后回复。",
    "用户年纪较大，回复时请慢一点说明。",
    "用户希望短信答复。",
    "已口头解释，用户仍有疑问。",
];

const QUESTIONS: &[Matter] = &[
    Matter {
        title: "咨询{estate}停水通知",
        opening: "{person}看到{estate}停水通知，咨询恢复供水的具体时间。",
        note: "调度回复按计划晚上十点恢复。",
        reply: "您好，本次停水因管网改造，预计当晚十点恢复供水，请提前储水。",
        question: "昨晚十点没有来水，是推迟了吗？",
        closing: "施工延后，已于次日凌晨恢复供水，已向用户说明。",
    },
    Matter {
        title: "咨询阶梯水价",
        opening: "{person}咨询第二阶梯的起算水量和单价。",
        note: "按年度累计计算，话术见价格公示。",
        reply: "您好，阶梯水量按年度累计，超出第一阶梯的部分按第二阶梯单价计算，价目表已短信发送。",
        question: "家里五口人也是同样的标准吗？",
        closing: "已说明多人口家庭的申请办法，用户表示清楚了。",
    },
    Matter {
        title: "咨询本月水费为何偏高",
        opening: "{person}咨询本月水费{amount}元是否正确，比上月多了近一倍。",
        note: "上期为估抄，本期一并计入。",
        reply: "您好，本期抄表周期较长，且已进入第二阶梯，计费明细已短信发送。",
        question: "明白了，那上个月为什么是估抄？",
        closing: "已解释计费周期并登记抄表预约，用户无异议。",
    },
    Matter {
        title: "咨询水费代扣失败原因",
        opening: "{person}反映银行代扣失败，担心产生违约金。",
        note: "失败原因为余额不足，未产生违约金。",
        reply: "您好，代扣失败原因为余额不足，月底前补扣成功不会产生违约金。",
        question: "已经存钱进去了，什么时候再扣？",
        closing: "补扣成功，已短信通知用户。",
    },
    Matter {
        title: "咨询户内漏水能否减免",
        opening: "{person}家中马桶漏水导致水量偏大，咨询是否可以减免水费。",
        note: "户内设施由用户负责，暂无减免政策。",
        reply: "您好，户内管道和洁具由用户自行维护，暂无减免政策，建议尽快修理以减少损失。",
        question: "水费太高了，能否分期缴纳？",
        closing: "已为用户登记分期缴纳，用户表示感谢。",
    },
    Matter {
        title: "咨询二次供水收费标准",
        opening: "{person}咨询{estate}二次供水的收费标准和收取单位。",
        note: "该小区二次供水已移交我方。",
        reply: "您好，该小区二次供水已由我公司接管，按政府公布的标准随水费收取。",
        question: "物业还在另外收一份，合理吗？",
        closing: "已与物业核实并停止重复收费，用户满意。",
    },
];
