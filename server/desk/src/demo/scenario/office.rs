//! The IT desk.

use super::{Matter, Scenario};

pub const SCENARIOS: &[Scenario] = &[Scenario {
    ticket_type: "电脑与网络",
    department: "信息中心",
    weight: 12,
    urgent_percent: 8,
    tag: None,
    details: DETAILS,
    matters: MATTERS,
}];

const DETAILS: &[&str] = &[
    "已经影响窗口业务，麻烦尽快处理。",
    "截图已发到工作群。",
    "同办公室其他人正常，应该是个别问题。",
    "下午有会议要用，请尽量上午处理。",
];

const MATTERS: &[Matter] = &[
    Matter {
        title: "{device}无法开机",
        opening: "{when}{device}无法开机，换过插座仍然一样。",
        note: "备件库还有一台同型号，可先替换。",
        reply: "稍后到现场检查，请先使用备用机。",
        question: "备用机也很慢，今天能修好吗？",
        closing: "电源适配器损坏，已更换，设备正常。",
    },
    Matter {
        title: "{app}登录不上，提示密码错误",
        opening: "{app}登录时提示密码错误，重置后还是不行。",
        note: "账号因连续输错被锁定。",
        reply: "账号已解锁，请重新设置密码后登录。",
        question: "还是登录不上，能否到现场看一下？",
        closing: "浏览器缓存了旧密码，清除后登录正常。",
    },
    Matter {
        title: "打印机频繁卡纸",
        opening: "{when}二楼打印机频繁卡纸，打印两三张就停。",
        note: "搓纸轮已到更换周期。",
        reply: "已预约维保人员，今天下午到场更换搓纸轮。",
        question: "换了之后双面打印还是卡纸。",
        closing: "搓纸轮和双面组件均已更换，连续打印五十张正常。",
    },
    Matter {
        title: "申请开通{app}权限",
        opening: "因岗位调整，申请开通{app}权限，部门负责人已同意。",
        note: "权限申请需要安全岗复核。",
        reply: "申请已提交安全岗复核，预计{days}个工作日内开通。",
        question: "权限开了，但是看不到报表菜单。",
        closing: "权限已补充，本人确认可以使用。",
    },
    Matter {
        title: "{road}营业厅网络断断续续",
        opening: "{road}营业厅窗口反映{when}网络断断续续，影响收费。",
        note: "交换机三号口有大量丢包，准备换线。",
        reply: "已远程查看，线路丢包严重，维护人员正在赶往现场，请先使用备用线路。",
        question: "备用线路也开始掉线了。",
        closing: "已更换网线和水晶头，网络恢复稳定。",
    },
    Matter {
        title: "{app}打开很慢",
        opening: "{app}{when}打开很慢，查询一次要等半分钟。",
        note: "数据库有慢查询，已联系厂商。",
        reply: "已联系厂商排查，初步定位为数据量过大，今晚进行优化。",
        question: "今天早上又变慢了。",
        closing: "厂商完成优化，查询时间恢复到两秒以内。",
    },
    Matter {
        title: "新员工入职，申请账号和电脑",
        opening: "新同事下周一入职，需要开通{app}账号并准备一台电脑。",
        note: "库存还有两台，提前装好系统。",
        reply: "电脑和账号正在准备，周五前送到工位。",
        question: "账号信息没有收到，请再发一次。",
        closing: "账号已开通，电脑已交付并签收。",
    },
    Matter {
        title: "{device}蓝屏重启",
        opening: "{when}{device}反复蓝屏重启，正在编辑的文件没有保存。",
        note: "可能与昨晚的系统更新有关。",
        reply: "已远程查看，是系统更新失败导致，正在回退，约半小时后可以使用。",
        question: "又出现同样的问题了。",
        closing: "更新已回退并更换内存条，连续使用正常。",
    },
];
