"""Registering, logging in and out, and the passwords."""

import threading
from datetime import timedelta
from functools import partial

import pytest

from app.domain.errors import FormErrors, GongjiError, InputError, NotAllowed
from app.services import log_in, tries
from app.services.devices import log_out, resume
from app.services.passwords import Passwords, check_new_password, check_new_pin, read_pin
from app.services.preferences import set_day
from app.services.registration import Registration, check_identity, is_empty_install, register
from app.services.text_messages import Purpose, send_code
from tests.services.install import CHEAP, PASSWORD, PIN

PHONE, OTHER = "13800001234", "13900000001"
WRONG = "wrong horse"


def fails(call, *args, error=InputError):
    with pytest.raises(error) as raised:
        call(*args)
    return str(raised.value)


def test_registering_logs_in(install):
    assert is_empty_install(install.context)
    who = install.register()
    assert (who.name, who.is_sample, who.theme) == ("李明", False, "system")
    assert resume(install.context, who.token).user_id == who.user_id
    assert not is_empty_install(install.context)
    again = log_in.with_password(install.context, "138 0000 1234", PASSWORD, "tablet")
    assert again.user_id == who.user_id
    assert again.token != who.token


def test_what_is_wrong_is_told_at_all_fields_at_once(install):
    form = Registration("", "1", "2", "", "short", "12")
    with pytest.raises(FormErrors) as raised:
        register(install.context, form, "")
    assert [error.field for error in raised.value.errors] == ["name", "cert_no", "phone", "password", "pin"]
    assert is_empty_install(install.context)


def test_an_identity_registers_once(install):
    number = install.id_no()
    install.register(no=number)
    assert "身份证注册过了" in str(fails_form(check_identity, install.context, "李明", number))
    assert "手机号注册过了" in fails(install.register)


def fails_form(call, *args):
    with pytest.raises(FormErrors) as raised:
        call(*args)
    return raised.value.errors[0]


def test_somebody_entered_by_a_relative_takes_over_that_entry(install):
    father = install.register()
    number = install.id_no()
    wife = install.enter(father, "周芳", "310", no=number, prior_years="12.00")
    assert fails_form(check_identity, install.context, "周方", number).field == "name"
    herself = install.register("周芳", phone=OTHER, no=number)
    assert herself.person_id == wife
    assert install.balance("prior_years", wife) == 1_200


def test_the_phones_and_numbers_are_not_readable_in_the_file(install):
    number = install.id_no()
    install.register(no=number)
    install.context.database.close()
    content = install.path.read_bytes()
    for secret in (number, PHONE, PASSWORD, PIN):
        assert secret.encode() not in content


def test_wrong_passwords_wait_longer_and_longer(install):
    install.register()
    waits = []
    for _ in range(12):
        said = fails(log_in.with_password, install.context, PHONE, WRONG, "")
        waits.append(said.removeprefix("手机号或密码不对").removeprefix("。错得太多次，").removesuffix("后再试"))
        install.clock.move(seconds=0 if not waits[-1] else _seconds(waits[-1]))
    assert waits == ["", "", "30 秒", "1 分钟", "2 分钟", "4 分钟", "8 分钟", "16 分钟", *["30 分钟"] * 4]
    assert log_in.with_password(install.context, PHONE, PASSWORD, "").name == "李明"
    assert fails(log_in.with_password, install.context, PHONE, WRONG, "") == "手机号或密码不对"


def _seconds(words):
    number, unit = words.split(" ")
    return int(number) * (60 if unit == "分钟" else 1)


def test_no_password_helps_while_waiting(install):
    install.register()
    for _ in range(3):
        fails(log_in.with_password, install.context, PHONE, WRONG, "")
    install.clock.move(seconds=29)
    assert fails(log_in.with_password, install.context, PHONE, PASSWORD, "") == "错得太多次，1 秒后再试"
    install.clock.move(seconds=1)
    assert log_in.with_password(install.context, PHONE, PASSWORD, "")


def test_an_unknown_phone_sounds_the_same(install):
    install.register()
    said = [
        [fails(log_in.with_password, install.context, phone, WRONG, "") for _ in range(5)] for phone in (PHONE, OTHER)
    ]
    assert said[0] == said[1]


def test_a_clock_moved_back_locks_nobody_out(install):
    install.register()
    for _ in range(3):
        fails(log_in.with_password, install.context, PHONE, WRONG, "")
    install.clock.move(days=-400)
    assert log_in.with_password(install.context, PHONE, PASSWORD, "")


def test_many_tries_at_once_get_no_further_than_one_by_one(install):
    """Eight at the same moment: two are free, the third sets the wait, none of the others is looked at."""
    who = install.register()
    looked_at = []

    class Counting(Passwords):
        def matches(self, kept, password):
            looked_at.append(password)
            return super().matches(kept, password)

    object.__setattr__(install.context, "passwords", Counting(8, 1, 2))
    said = []

    def attempt(number):
        said.append(fails(log_in.check_pin, install.context, who.user_id, f"11122{number}"))

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looked_at) == 3
    assert sum("错得太多次" in words for words in said) == 6


def test_argon2_never_runs_inside_a_write(install):
    who = install.register()
    database = install.context.database
    writing = []

    class Watching(Passwords):
        def hash(self, password):
            self.look()
            return super().hash(password)

        def matches(self, kept, password):
            self.look()
            return super().matches(kept, password)

        @staticmethod
        def look():
            # Another writer gets the lock at once, so nobody holds it.
            with database.write():
                writing.append(True)

    object.__setattr__(install.context, "passwords", Watching(8, 1, 2))
    log_in.with_password(install.context, PHONE, PASSWORD, "")
    fails(log_in.with_password, install.context, OTHER, PASSWORD, "")
    log_in.change_password(install.context, who.user_id, PASSWORD, "another horse")
    log_in.change_pin(install.context, who.user_id, "another horse", "135790")
    log_in.check_pin(install.context, who.user_id, "135790")
    code = send_code(install.context, PHONE, Purpose.RESET, "").code
    log_in.reset_password(install.context, PHONE, code, PASSWORD, "")
    install.register("周芳", phone=OTHER)
    assert len(writing) == 10


def test_old_tries_are_forgotten(install):
    fails(log_in.with_password, install.context, OTHER, WRONG, "")
    install.clock.move(days=2)
    fails(log_in.with_password, install.context, PHONE, WRONG, "")
    assert install.one("SELECT count(*) FROM password_try") == 1


def test_passwords_typed_in_full_width_are_the_same(install):
    install.register()
    wide = "".join("　" if letter == " " else chr(ord(letter) + 0xFEE0) for letter in PASSWORD)
    assert log_in.with_password(install.context, PHONE, wide, "")


def test_a_simulated_message(install):
    message = send_code(install.context, PHONE, Purpose.REGISTER, "")
    assert message.text == f"【共济通】（模拟短信）验证码 {message.code}，5 分钟内有效。"
    assert message.expires_at - install.clock.now() == timedelta(minutes=5)


def test_sms_logs_in_once(install):
    install.register()
    code = send_code(install.context, PHONE, Purpose.LOG_IN, "").code
    wide = f"{code[:3]} {code[3:]}".translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    assert log_in.with_sms(install.context, PHONE, wide, "").name == "李明"
    assert "获取验证码" in fails(log_in.with_sms, install.context, PHONE, code, "")


@pytest.mark.parametrize("moved", [timedelta(minutes=5), timedelta(minutes=-5)])
def test_a_message_expires_whichever_way_the_clock_goes(install, moved):
    install.register()
    code = send_code(install.context, PHONE, Purpose.LOG_IN, "").code
    install.clock.moment += moved
    assert "过期" in fails(log_in.with_sms, install.context, PHONE, code, "")


def test_a_message_has_five_tries(install):
    install.register()
    code = send_code(install.context, PHONE, Purpose.LOG_IN, "").code
    said = [fails(log_in.with_sms, install.context, PHONE, "000000", "") for _ in range(5)]
    assert said == [f"验证码不对，还可以试 {left} 次" for left in (4, 3, 2, 1, 0)]
    assert "作废" in fails(log_in.with_sms, install.context, PHONE, code, "")
    install.clock.move(seconds=30)
    assert log_in.with_sms(install.context, PHONE, send_code(install.context, PHONE, Purpose.LOG_IN, "").code, "")


def test_a_message_is_for_one_purpose_and_one_phone(install):
    install.register()
    code = send_code(install.context, PHONE, Purpose.LOG_IN, "").code
    assert "获取验证码" in fails(log_in.reset_password, install.context, PHONE, code, "new horse 1", "")
    assert "获取验证码" in fails(log_in.with_sms, install.context, OTHER, code, "")


def test_a_new_message_has_to_wait_and_voids_the_old_one(install):
    install.register()
    first = send_code(install.context, PHONE, Purpose.LOG_IN, "").code
    install.clock.move(seconds=12)
    assert "18 秒后可以再发" in fails(send_code, install.context, PHONE, Purpose.LOG_IN, "", error=GongjiError)
    send_code(install.context, PHONE, Purpose.RESET, "")
    install.clock.move(seconds=18)
    second = send_code(install.context, PHONE, Purpose.LOG_IN, "").code
    assert "不对" in fails(log_in.with_sms, install.context, PHONE, first, "")
    assert log_in.with_sms(install.context, PHONE, second, "")


def test_a_clock_moved_back_doesnt_stop_messages(install):
    send_code(install.context, PHONE, Purpose.REGISTER, "")
    install.clock.move(days=-1)
    assert send_code(install.context, PHONE, Purpose.REGISTER, "")


def test_sms_and_face_of_a_phone_nobody_registered(install):
    code = send_code(install.context, OTHER, Purpose.LOG_IN, "").code
    assert "还没有注册" in fails(log_in.with_sms, install.context, OTHER, code, "")
    assert "还没有注册" in fails(log_in.with_face, install.context, OTHER, "")


def test_on_a_shared_install_sms_and_face_need_a_known_device(shared):
    shared.register(device="mine")
    for device in ("strange", ""):
        for call in (
            partial(send_code, shared.context, PHONE, Purpose.LOG_IN, device),
            partial(send_code, shared.context, PHONE, Purpose.RESET, device),
            partial(log_in.with_face, shared.context, PHONE, device),
        ):
            assert "只能用密码登录" in fails(call, error=NotAllowed)
    assert "只能用密码登录" in fails(log_in.with_face, shared.context, OTHER, "mine", error=NotAllowed)
    assert log_in.with_face(shared.context, PHONE, "mine")
    assert log_in.with_sms(shared.context, PHONE, send_code(shared.context, PHONE, Purpose.LOG_IN, "mine").code, "mine")
    log_in.with_password(shared.context, PHONE, PASSWORD, "strange")
    assert log_in.with_face(shared.context, PHONE, "strange")


def test_a_reset_ends_every_other_login(install):
    first = install.register()
    second = log_in.with_password(install.context, PHONE, PASSWORD, "tablet")
    for _ in range(3):
        fails(log_in.with_password, install.context, PHONE, WRONG, "")
    code = send_code(install.context, PHONE, Purpose.RESET, "").code
    third = log_in.reset_password(install.context, PHONE, code, "new horse 1", "")
    assert [resume(install.context, one.token) is not None for one in (first, second, third)] == [False, False, True]
    assert fails(log_in.with_password, install.context, PHONE, PASSWORD, "") == "手机号或密码不对"
    assert log_in.with_password(install.context, PHONE, "new horse 1", "")


def test_logging_out(install):
    who = install.register()
    log_out(install.context, "no such token")
    log_out(install.context, who.token)
    assert resume(install.context, who.token) is None
    assert resume(install.context, "") is None
    log_out(install.context, who.token)


def test_changing_passwords(install):
    who = install.register()
    assert "原来的密码不对" in fails(log_in.change_password, install.context, who.user_id, WRONG, "new horse 1")
    log_in.change_password(install.context, who.user_id, PASSWORD, "new horse 1")
    assert "登录密码不对" in fails(log_in.change_pin, install.context, who.user_id, PASSWORD, "135790")
    log_in.change_pin(install.context, who.user_id, "new horse 1", "135790")
    log_in.check_pin(install.context, who.user_id, "１３５ ７９０")
    assert "还可以试 2 次" in fails(log_in.check_pin, install.context, who.user_id, PIN)


def test_the_pin_is_locked_apart_from_the_login(install):
    who = install.register()
    for _ in range(3):
        fails(log_in.check_pin, install.context, who.user_id, "111222")
    assert log_in.with_password(install.context, PHONE, PASSWORD, "")
    log_in.change_pin(install.context, who.user_id, PASSWORD, "135790")
    log_in.check_pin(install.context, who.user_id, "135790")


@pytest.mark.parametrize(
    ("password", "words"),
    [("1234567", "还少 1 位"), ("a" * 65, "太长"), ("aaaaaaaa", "太好猜"), ("abababab", "太好猜")],
)
def test_login_passwords_that_wont_do(password, words):
    assert words in fails(check_new_password, "password", password)


@pytest.mark.parametrize(
    ("pin", "words"),
    [
        ("111111", "太好猜"),
        ("123456", "太好猜"),
        ("654321", "太好猜"),
        ("12345", "现在是 5 位"),
        ("12a456", "6 位数字"),
        ("", "6 位数字"),
    ],
)
def test_payment_passwords_that_wont_do(pin, words):
    assert words in fails(check_new_pin, "pin", pin)


def test_a_pin_typed_in_full_width():
    assert read_pin("pin", " ２４６８１０ ") == "246810"


def test_scrypt_where_argon2_isnt_to_be_had(monkeypatch):
    with_argon2 = CHEAP.hash("x")
    monkeypatch.setattr("app.services.passwords.HAS_ARGON2", False)
    kept = CHEAP.hash("密码１")
    assert kept.startswith("$scrypt$2$")
    assert CHEAP.matches(kept, "密码1")
    assert not CHEAP.matches(kept, "密码2")
    assert not CHEAP.matches(with_argon2, "x")
    for damaged in ("$scrypt$", "$scrypt$3$x$y", "", "$argon2id$"):
        assert not CHEAP.matches(damaged, "x")
    monkeypatch.undo()
    assert CHEAP.matches(kept, "密码1")
    assert not CHEAP.matches("$argon2id$v=19$damaged", "x")


def test_waits_are_told_in_whole_units():
    told = [tries.in_words(timedelta(seconds=seconds)) for seconds in (0, 0.2, 59.1, 60, 61, 1800)]
    assert told == ["1 秒", "1 秒", "1 分钟", "1 分钟", "2 分钟", "30 分钟"]


def test_another_day_ends_no_wait(install):
    who = install.register()
    for _ in range(3):
        fails(log_in.check_pin, install.context, who.user_id, "000000")
    set_day(install.context, who.user_id, install.clock.today() + timedelta(days=3))
    assert "错得太多次" in fails(log_in.check_pin, install.context, who.user_id, PIN)
    install.clock.move(seconds=31)
    log_in.check_pin(install.context, who.user_id, PIN)


def test_another_day_ends_no_message(install):
    who = install.register()
    code = send_code(install.context, PHONE, Purpose.LOG_IN, "").code
    set_day(install.context, who.user_id, install.clock.today() + timedelta(days=3))
    assert "刚发过" in fails(send_code, install.context, PHONE, Purpose.LOG_IN, "", error=GongjiError)
    assert log_in.with_sms(install.context, PHONE, code, "").user_id == who.user_id


def test_a_changed_password_ends_the_other_logins(install):
    who = install.register()
    other = log_in.with_password(install.context, PHONE, PASSWORD, "tablet")
    log_in.change_password(install.context, who.user_id, PASSWORD, "new horse 1", who.token)
    assert resume(install.context, who.token)
    assert resume(install.context, other.token) is None
