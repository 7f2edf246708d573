"""One invented paper that every test of this folder reads, writes or spoils."""

import subprocess
from datetime import date
from pathlib import Path
from shutil import which

import pytest

from gonghui.core.papers.paper import Heading, Number, Paper, Para, Table

ROOT = Path(__file__).resolve().parents[2]


def n(position: int, text: str) -> Number:
    return Number(f"S2031-2:{position}", text)


@pytest.fixture
def paper() -> Paper:
    blocks = (
        Para(("2031年，全县各级工会围绕中心、服务大局，各项工作取得了新的进展。",)),
        Heading(1, ("一、帮扶工作",)),
        Heading(2, ("（一）困难职工档案",)),
        Para(("年末在档困难职工", n(1, "1,234"), "户，全年新增", n(2, "56"), "户，脱困", n(3, "78"), "户。")),
        Para(("送温暖期间发放慰问金", n(4, "15.4"), "万元，“暖心”走访", n(5, "320"), "户。")),
        Heading(3, ("1. 金秋助学",)),
        Para(
            (
                "资助学生",
                n(6, "45"),
                "人，其中大学生",
                n(7, "12"),
                "人。2031年8月12日举行了发放仪式。",
            )
        ),
        Heading(4, ("（1）资金来源",)),
        Para(("上级拨款占", n(8, "62.5"), "%，县级配套占", n(9, "37.5"), "%。")),
        Table(
            head=("乡镇", "户数", "金额（元）"),
            rows=(
                ("甲乡", n(10, "700"), n(11, "80,000.00")),
                ("乙镇", n(12, "534"), n(13, "74,000.00")),
            ),
            caption="表一  各乡镇困难职工情况",
        ),
        Heading(1, ("二、组织建设",)),
        Para(("新建基层工会", n(14, "23"), "家，发展会员", n(15, "2,010"), "人。")),
    )
    return Paper(
        title="某某县总工会2031年工作总结",
        addressee="中共某某县委",
        blocks=blocks,
        issuer="某某县总工会",
        date=date(2031, 12, 30),
        foot="核验：S2031-2  审计封印 1024-9f3c",
        mark="某某县总工会文件",
        number="某总工发〔2031〕18号",
        sample="示例数据",
        issue="S2031-2",
    )


@pytest.fixture(scope="session")
def through_libreoffice(tmp_path_factory):
    """Opens and saves a Word file with LibreOffice, or turns it into PDF."""
    if not which("soffice"):
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer-nogui)")
    home = tmp_path_factory.mktemp("libreoffice")

    def convert(source: Path, kind: str = "docx") -> Path:
        out = source.parent / "saved"
        profile = f"-env:UserInstallation={home.as_uri()}"
        line = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(source)]
        subprocess.run(line, check=True, capture_output=True, timeout=180)
        return out / f"{source.stem}.{kind}"

    return convert
