"""Where customers are: provinces, their cities and districts (real geography), and roads of no particular town."""

from typing import NamedTuple


class Town(NamedTuple):
    """A city: the region it counts for, how an address there begins, its short name, its districts."""

    region: str
    begins: str
    city: str
    districts: tuple[str, ...]


def _cities(region: str, begins: str, table: str) -> tuple[Town, ...]:
    rows = (row.split() for row in table.strip().splitlines())
    return tuple(Town(region, f"{begins}{city}", city.removesuffix("市"), tuple(rest)) for city, *rest in rows)


def _roads(names: str) -> tuple[str, ...]:
    return tuple(names.split())


HOME = _cities(
    "浙江",
    "浙江省",
    """
    杭州市 西湖区 拱墅区 上城区 临平区
    绍兴市 越城区 柯桥区 上虞区
    宁波市 海曙区 江北区 鄞州区
    温州市 鹿城区 瓯海区 龙湾区
    嘉兴市 南湖区 秀洲区
    湖州市 吴兴区 南浔区
    金华市 婺城区 金东区
    台州市 椒江区 黄岩区 路桥区
    衢州市 柯城区 衢江区
    丽水市 莲都区
    """,
)

AWAY = (
    *_cities("上海", "", "上海市 闵行区 嘉定区 松江区 奉贤区"),
    *_cities(
        "江苏", "江苏省", "南京市 秦淮区 江宁区\n苏州市 姑苏区 吴中区\n无锡市 梁溪区 锡山区\n南通市 崇川区 通州区"
    ),
    *_cities("安徽", "安徽省", "合肥市 庐阳区 包河区\n芜湖市 镜湖区 弋江区\n黄山市 屯溪区 徽州区"),
    *_cities("福建", "福建省", "福州市 鼓楼区 仓山区\n泉州市 鲤城区 丰泽区\n厦门市 集美区 同安区"),
    *_cities("江西", "江西省", "南昌市 青云谱区 青山湖区\n上饶市 信州区 广信区"),
    *_cities("山东", "山东省", "济南市 历下区 历城区\n青岛市 市北区 崂山区"),
    *_cities("湖北", "湖北省", "武汉市 江岸区 洪山区\n宜昌市 西陵区 夷陵区"),
    *_cities("湖南", "湖南省", "长沙市 开福区 雨花区\n株洲市 天元区 芦淞区"),
    *_cities("广东", "广东省", "广州市 海珠区 白云区\n佛山市 禅城区 顺德区"),
    *_cities("河南", "河南省", "郑州市 金水区 二七区\n洛阳市 涧西区 西工区"),
    *_cities("四川", "四川省", "成都市 武侯区 青羊区\n绵阳市 涪城区 游仙区"),
    *_cities("陕西", "陕西省", "西安市 碑林区 雁塔区"),
    *_cities("北京", "", "北京市 丰台区 通州区 大兴区"),
)

ROADS = _roads("晒谷路 柳桥路 桐花街 石埠街 水磨巷 东仓路 船厂路 橘园路 谷仓街 望塔路 新渡路 茶市街 井亭巷 竹行路")
