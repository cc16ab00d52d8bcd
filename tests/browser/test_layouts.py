"""No text is cut off or lies on another, nothing leaves the window. A few telling pages; `make layouts` walks all."""

import pytest

from tests.browser.faults import Look, faults, measured_command, problems, show
from tests.browser.scenes import TODAY, enter

PHONE, SMALL, TABLET, WIDE, TURNED = (390, 844), (320, 844), (768, 1024), (1280, 800), (844, 390)
FIRST = Look(*PHONE)


@pytest.fixture
def app(new_install, new_app, tmp_path):
    """The app whose texts can be measured, with the sample family."""
    install = new_install(today=TODAY, command=measured_command(tmp_path / "data"))
    return new_app(install)


def at(app, name, *looks):
    """Give what is wrong with the page on the screen in these windows; it is left as it was."""
    found = [f"{name} {look}: {fault}" for look in looks for fault in faults(app, look)]
    show(app, FIRST)
    return found


def test_no_page_is_broken_by_its_window_or_by_large_text(app):
    app.open("/").sees("体验示例家庭")
    found = at(app, "login", Look(*SMALL, 2.0))
    enter(app)
    for path, words, looks in (
        ("/", "家人的医保码", (Look(*PHONE, 1.3), Look(*WIDE))),
        ("/family/sharing/1", "解除共济", (Look(*SMALL, 2.0), Look(*WIDE))),
        ("/records/1", "单号", (Look(*SMALL, 2.0),)),
        ("/me", "支付密码", (Look(*TURNED, 2.0), Look(*TABLET))),
        ("/share", "家人看病，花谁的钱", (Look(*SMALL),)),
    ):
        app.page.set_viewport_size({"width": FIRST.width, "height": FIRST.height})
        app.open(path).sees(words)
        found += [f"{path} {look}: {fault}" for look in looks for fault in faults(app, look)]
    assert found == []


def test_no_step_of_a_payment_is_broken_by_large_text(app):
    enter(app).open("/pay").tap("王桂兰的码").sees("来看病的是王桂兰本人").tap("在哪里").sees("非定点").settle()
    found = at(app, "places", Look(*TURNED), Look(*SMALL, 2.0))
    # A turned phone keeps what is open.
    app.sees("非定点").tap("关闭").settle()
    app.tap("样单，住院").sees_no("还没有费用").settle().tap("预结算").sees("付不了")
    found += at(app, "refused", Look(*SMALL, 2.0), Look(*PHONE, 1.3))
    app.tap("现金付").sees("已输入 0 位").settle()
    found += at(app, "password", Look(*SMALL, 2.0), Look(*TURNED))
    assert found == []


LOOK = Look(390, 844, 2.0)


def leaf(words="结算单", box=(20, 20, 200, 76), *, wide=54.0, line=28.0, most=0, unbroken=0.0, across=None, down=None):
    told = ["x", "text", str(wide), str(line), str(most), str(unbroken), "s", str(LOOK)]
    return {"words": words, "box": list(box), "told": told, "across": across, "down": down}


def target(box, *, across=None, down=None):
    return {"words": "删除", "box": list(box), "across": across, "down": down}


def seen(*leaves, targets=()):
    return problems({"leaves": list(leaves), "targets": list(targets), "hidden": 0}, LOOK)


def test_what_is_well_is_no_fault():
    assert seen(leaf(), leaf("付款", (20, 76, 200, 132)), targets=[target((0, 0, 48, 48))]) == []
    # Two lines, each of them full.
    assert seen(leaf("一二三四五六", (20, 20, 140, 132), wide=102.0)) == []


@pytest.mark.parametrize(
    ("fault", "leaves"),
    [
        ("cut", [leaf(box=(20, 20, 80, 76))]),
        ("cut", [leaf(box=(20, 20, 200, 50))]),
        ("cut", [leaf("一二三四五六七八", (20, 20, 140, 132), wide=160.0)]),
        ("broken", [leaf("SIM0", (20, 20, 80, 132), unbroken=40.0)]),
        ("squeezed", [leaf("深浅色", (20, 20, 60, 188))]),
        ("outside", [leaf(box=(300, 20, 480, 76))]),
        ("outside", [leaf(box=(20, 820, 200, 876))]),
        ("overlap", [leaf(), leaf("付款", (100, 40, 280, 96))]),
    ],
)
def test_each_fault_is_found(fault, leaves):
    assert any(one.startswith(fault) for one in seen(*leaves)), seen(*leaves)


def test_what_only_has_to_be_scrolled_to_is_no_fault():
    row, page = [0, 0, 390, 100], [0, 56, 390, 764]
    assert seen(leaf(box=(350, 20, 390, 76), across=row)) == []
    assert seen(leaf(box=(20, 740, 200, 764), down=page), leaf("预结算", (20, 764, 200, 820))) == []
    assert seen(leaf(), targets=[target((380, 0, 390, 48), across=row)]) == []


def test_a_small_target_is_found():
    assert seen(leaf(), targets=[target((0, 0, 48, 40))])
