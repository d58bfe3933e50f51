//! The shop.

use super::{Matter, Scenario};

pub const SCENARIOS: &[Scenario] = &[
    Scenario {
        ticket_type: "退换货",
        department: "客服二部",
        weight: 12,
        urgent_percent: 5,
        tag: None,
        details: RETURN_DETAILS,
        matters: RETURNS,
    },
    Scenario {
        ticket_type: "物流查询",
        department: "客服二部",
        weight: 9,
        urgent_percent: 3,
        tag: None,
        details: PARCEL_DETAILS,
        matters: PARCELS,
    },
    Scenario {
        ticket_type: "其他",
        department: "客服一部",
        weight: 5,
        urgent_percent: 2,
        tag: Some("VIP"),
        details: OTHER_DETAILS,
        matters: OTHERS,
    },
];

const RETURN_DETAILS: &[&str] = &[
    "订单号{order}。",
    "已请用户保留外包装并上传照片。",
    "用户希望上门取件。",
    "用户支付时使用了优惠券，金额请核对。",
    "用户表示急用，希望尽快处理。",
];

const RETURNS: &[Matter] = &[
    Matter {
        title: "{goods}收到破损，要求换货",
        opening: "{person}收到的{goods}外包装破损，里面有明显磕碰，要求换货。",
        note: "照片看起来是运输破损，可向{carrier}索赔。",
        reply: "您好，换货申请已通过，{carrier}快递员将上门取件，请保持电话畅通。",
        question: "快递员一直没有来取件。",
        closing: "换货已签收，用户确认商品完好。",
    },
    Matter {
        title: "{goods}用了{days}天不工作",
        opening: "{person}反映{goods}用了几天后没有反应，订单号{order}。",
        note: "在质保期内，仓库有库存，可先换后退。",
        reply: "您好，请先按说明书复位，如仍不工作，我们为您更换新品。",
        question: "复位过了，还是没有反应。",
        closing: "新品已发出并签收，使用正常。",
    },
    Matter {
        title: "七天无理由退货：{goods}",
        opening: "{person}申请七天无理由退货，商品{goods}未拆封，订单号{order}。",
        note: "签收第三天，符合退货条件。",
        reply: "您好，退货申请已通过，仓库收货后退款{amount}元原路退回。",
        question: "退款还没有到账，麻烦查一下。",
        closing: "退款{amount}元已到账，用户确认。",
    },
    Matter {
        title: "{goods}少发配件",
        opening: "{person}称{goods}少了说明书和配件，要求补发。",
        note: "仓库复核录像，确实漏装。",
        reply: "您好，非常抱歉，缺少的配件已安排补发，物流单号稍后短信告知。",
        question: "补发的配件型号不对。",
        closing: "正确型号的配件已签收，用户确认。",
    },
    Matter {
        title: "{goods}与页面描述不符，申请退货",
        opening: "{person}反映收到的{goods}颜色与页面描述不符，订单号{order}。",
        note: "页面图片已请运营核对。",
        reply: "您好，给您带来不便很抱歉，运费由我们承担，请按短信中的地址寄回。",
        question: "寄回的运费是我先垫付吗？",
        closing: "已收到退货，货款和运费一并退回，用户认可。",
    },
];

const PARCEL_DETAILS: &[&str] = &[
    "用户当天需要使用，比较着急。",
    "如无法送达，用户要求全额退款。",
    "请处理后电话回复用户。",
    "收货地址为{room}。",
];

const PARCELS: &[Matter] = &[
    Matter {
        title: "订单{order}物流多日未更新",
        opening: "{person}反映订单{order}物流信息已经{days}天没有更新。",
        note: "{carrier}反馈包裹滞留在中转站。",
        reply: "您好，{carrier}已确认包裹滞留在中转站，今天发出，预计{days}天内送达。",
        question: "今天还是没有更新。",
        closing: "包裹已送达，用户确认收到。",
    },
    Matter {
        title: "{goods}显示已签收但未收到",
        opening: "{person}称{goods}显示已签收，但本人和家人都没有收到。",
        note: "{carrier}快递员说放在门卫室。",
        reply: "您好，包裹由门卫代收，请您到门卫室核实，如未找到我们为您补发。",
        question: "门卫说没有我的快递。",
        closing: "包裹遗失，已为用户补发新品，用户接受。",
    },
    Matter {
        title: "催发货：{goods}",
        opening: "{person}催促发货，商品为{goods}，页面承诺 48 小时内发出。",
        note: "仓库缺货，明天到货。",
        reply: "您好，因仓库盘点发货延迟，您的订单将在明天优先发出。",
        question: "已经过了两天，还是待发货状态。",
        closing: "已发货并补偿优惠券，用户接受。",
    },
    Matter {
        title: "修改收货地址，订单{order}",
        opening: "{person}下单时地址填错，要求改为{room}。",
        note: "包裹未出库，可以直接修改。",
        reply: "您好，地址已修改成功，请以短信通知为准。",
        question: "短信里还是旧地址，请再确认。",
        closing: "包裹已按新地址送达。",
    },
    Matter {
        title: "{carrier}派送失败，要求重新派送",
        opening: "{person}反映{carrier}未打电话就登记派送失败，要求重新派送。",
        note: "已向{carrier}网点反馈服务问题。",
        reply: "您好，已联系{carrier}网点，今天下午重新派送，派送前会电话联系您。",
        question: "等了一下午，没有接到电话。",
        closing: "已重新派送成功，用户确认收到。",
    },
];

const OTHER_DETAILS: &[&str] =
    &["该用户为老会员，请优先回复。", "用户希望通过短信答复。", "请在两个工作日内回复。"];

const OTHERS: &[Matter] = &[
    Matter {
        title: "会员积分未到账",
        opening: "{person}反映消费{amount}元后会员积分没有到账。",
        note: "积分系统昨晚有延迟，正在批量补发。",
        reply: "您好，积分已为您手工补发，请刷新会员中心查看。",
        question: "积分数量好像不对。",
        closing: "已补齐积分，用户确认。",
    },
    Matter {
        title: "咨询企业团购{goods}",
        opening: "{person}代表单位咨询团购{goods}的价格和开票方式，数量约{days}0 件。",
        note: "已转市场部，等待报价。",
        reply: "您好，报价单已发送到您的邮箱，有效期七天。",
        question: "报价单能盖章吗？",
        closing: "盖章报价单已寄出，客户表示内部审批后下单。",
    },
    Matter {
        title: "对{goods}提出改进建议",
        opening: "{person}使用{goods}一段时间后提出改进建议，希望转给产品部门。",
        note: "建议已录入产品需求池。",
        reply: "您好，感谢您的建议，我们已转交产品部门评估。",
        question: "请问评估结果怎么样？",
        closing: "产品部门采纳建议，已赠送用户优惠券表示感谢。",
    },
    Matter {
        title: "表扬客服人员",
        opening: "{person}来电表扬昨天接待的客服，耐心细致，解决了困扰很久的问题。",
        note: "已登记到当月服务之星。",
        reply: "您好，感谢您的肯定，我们会转达给同事并继续努力。",
        question: "请一定转达，谢谢。",
        closing: "已转达并登记表扬。",
    },
    Matter {
        title: "发票信息更正，订单{order}",
        opening: "{person}要求更正订单{order}的发票抬头，金额{amount}元。",
        note: "原发票需先冲红。",
        reply: "您好，原发票已冲红，新发票将在{days}个工作日内开具。",
        question: "新的发票还没有收到。",
        closing: "新发票已发送，用户确认无误。",
    },
];
