"""What people call the places and deeds of ydh besides their names, for the palette. Read a row as: the name, and the
words by which people of the trade look for it, Chinese ones also by the initials of their pinyin.

Another word is another word in its row.
"""

from collections.abc import Mapping

from ydh.core.values.words import N_

SYNONYMS: Mapping[str, str] = {
    # places
    N_("all orders"): "订单 查单 找单 销售单 打印订单 sales find order print",
    N_("held orders"): "卡住 冻结 暂停 blocked stopped on-hold",
    N_("shipments"): "发货单 运单 快递 物流 查快递 出库单 打印发货单 print deliveries waybill parcels",
    N_("cases"): "投诉 客诉 售后 破损 少货 complaints damage",
    N_("enter an order"): "开单 下单 录单 新单 代客下单 new order",
    N_("all returns"): "退货 退换货 换货 退款 售后 refund exchange",
    N_("products"): "商品 货品 产品 品种 新品 上架 下架 goods articles",
    N_("prices"): "价格 报价 改价 调价 特价 price list",
    N_("stock"): "库存 存货 入库 出库 盘亏 查库存 inventory quantity",
    N_("stock papers"): "入库 进货 出库 调拨 报损 采购入库 收货 receive goods in out purchase",
    N_("stocktakes"): "盘点 盘库 点货 count inventory",
    N_("lots"): "批号 批次 有效期 保质期 到期 临期 batch expiry recall",
    N_("what to buy"): "采购 补货 进货 订货 reorder purchase",
    N_("warehouses"): "仓 仓库 库房 depot store",
    N_("picking"): "配货 拣货 分拣 备货 复核 打印拣货单 pick pack print",
    N_("shortages"): "缺货 欠货 断货 backorder missing",
    N_("customers"): "客户 客户资料 门店 经销商 buyers shops clients",
    N_("price levels"): "级别 等级 折扣 会员 discount tier",
    N_("suppliers"): "供应商 供货商 厂家 vendors",
    N_("carriers"): "快递公司 物流公司 承运商 couriers shipping company",
    N_("reports"): "报表 统计 业绩 销量 排行 月报 statistics sales figures",
    N_("imports"): "导入 批量 表格 上传 upload excel csv batch",
    N_("staff accounts"): "员工 用户 工号 同事 密码 users people colleagues",
    N_("roles and rights"): "权限 角色 授权 permissions",
    N_("workflow steps"): "流程 环节 步骤 审批 approval process",
    N_("settings"): "设置 参数 选项 配置 options preferences",
    N_("journal"): "日志 操作记录 谁改的 留痕 log history who",
    N_("examination"): "体检 对账 检查 账平 doctor check books",
    N_("order goods"): "下单 订货 进货 买 商品 shop buy",
    N_("my cart"): "购物车 提交 结算 checkout submit",
    N_("my orders"): "订单 查单 到哪了 where track",
    N_("my returns"): "退货 退款 换货 refund",
    N_("my deliveries"): "快递 物流 到货 收货 签收 parcels track receive",
    N_("my complaints"): "投诉 少货 破损 售后 problem",
    N_("my addresses"): "地址 收货地址 门店 deliver to",
    N_("my account"): "密码 改密码 退出 语言 password language",
    # steps
    N_("order review"): "审单 审核 审批 approve",
    N_("finance review"): "财审 收款 到账 款项 money payment",
    N_("outbound review"): "放货 出库 出库审核 release",
    N_("shipment confirmation"): "发货 出货 寄出 打单 ship send dispatch",
    N_("receipt confirmation"): "收货 签收 到货 received",
    # deeds
    N_("export"): "导出 下载 存成表格 excel csv save file",
    N_("search"): "查找 搜 find",
    N_("undo"): "撤回 反悔 恢复 revert",
    N_("print"): "打单 打发货单 打面单 面单 标签 label",
    N_("hold"): "冻结 暂停 卡住 stop block",
    N_("approve"): "同意 批准 审核 ok pass",
    N_("send back"): "驳回 打回 拒绝 reject return",
    N_("void"): "作废 取消订单 cancel delete",
    N_("sign out"): "退出登录 换人 注销 logout switch",
    N_("quit"): "退出 关闭 exit close",
}


def words_for(label: str) -> tuple[str, ...]:
    """The further words that find a name, with the initials of the Chinese ones."""
    from ydh.core.values.letters import letters
    from ydh.core.values.pinyin import initials

    given = SYNONYMS.get(label, "").split()
    return tuple(dict.fromkeys([*given, *(initials(word, letters()) for word in given if not word.isascii())]))
