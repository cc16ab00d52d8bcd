"""The `gongji` command. Each answers in words and exits 0, 1 (found something wrong) or 2 (can't)."""

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from app.config import DEFAULT_PORT, CannotStartError, Mode, Settings, read_settings
from app.domain.errors import GongjiError, NotAllowed

FINE, WRONG, CANNOT = 0, 1, 2
LAST_PORT = 65535
NOTHING_TO_EXPORT = "# 这里还没有授权，也没有付款，没有可以验算的案例。\n"

# argparse speaks English only. What it can say to this command's users, in Chinese; {0} and {1} are what it found.
MESSAGES = (
    (r"unrecognized arguments: (.*)", "不认识的参数：{0}"),
    (r"the following arguments are required: (.*)", "还缺：{0}"),
    (r"argument (\S+): expected one argument", "{0} 后面要写一个值"),
    (r"argument (\S+): not allowed with argument (\S+)", "{0} 和 {1} 不能一起用"),
    (r"argument (\S+): ignored explicit argument (.*)", "{0} 后面不写值，多了 {1}"),
    (r"argument \S+: invalid choice: (.*?) \(choose from (.*)\)", "没有 {0} 这个命令，有的是：{1}"),
    (r"argument (\S+): (.*)", "{0}：{1}"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese and exits with CANNOT."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, and how it is written."""
        for pattern, words in MESSAGES:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                message = words.format(*found.groups())
                break
        self.exit(CANNOT, f"{message}。\n{self.format_usage()}")

    def format_usage(self) -> str:
        """Give the line that shows how the command is written."""
        return f"用法：{self.usage}\n"

    def format_help(self) -> str:
        """Give the whole explanation."""
        formatter = self._get_formatter()
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)  # noqa: SLF001 - argparse has no other way to its groups
            formatter.end_section()
        formatter.add_text(self.epilog)
        return self.format_usage() + "\n" + formatter.format_help()


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"端口是 0 到 {LAST_PORT} 的整数，不能是 {text}")
    return int(text)


def _new_parser(usage: str, description: str, epilog: str = "") -> tuple[Parser, argparse._ArgumentGroup]:
    parser = Parser(
        usage=usage,
        description=description,
        add_help=False,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=epilog,
    )
    options = parser.add_argument_group("选项")
    options.add_argument("-h", "--help", action="help", help="显示这段说明")
    options.add_argument("--data", metavar="目录", help="数据放在哪里（也可设环境变量 GONGJI_DATA）")
    return parser, options


def _start_parser(name: str = "gongji", description: str = "共济通：家庭医保共济，先试一遍，再去付。") -> Parser:
    parser, options = _new_parser(
        f"{name} [--window | --browser | --web] [--host 地址] [--port 端口] [--proxy] [--prefix 路径] [--data 目录]",
        description,
        COMMANDS_HELP if name == "gongji" else "",
    )
    modes = options.add_mutually_exclusive_group()
    modes.add_argument("--window", dest="mode", action="store_const", const=Mode.WINDOW, help="在窗口中打开（默认）")
    modes.add_argument("--browser", dest="mode", action="store_const", const=Mode.BROWSER, help="在默认浏览器中打开")
    modes.add_argument("--web", dest="mode", action="store_const", const=Mode.WEB, help="只做服务器，显示网址")
    options.add_argument("--host", metavar="地址", help="服务器听哪个地址（默认只有本机）")
    options.add_argument("--port", metavar="端口", type=_port, help=f"服务器的端口（默认从 {DEFAULT_PORT} 起找空的）")
    options.add_argument("--proxy", action="store_true", help="在反向代理后面给多人用：信它写的 X-Forwarded-*")
    options.add_argument("--prefix", metavar="路径", help="代理给它的路径，如 /gongji（也可设环境变量 GONGJI_PREFIX）")
    return parser


COMMANDS_HELP = """命令（每个都可加 -h 看说明）:
  gongji cases 文件…            验算案例文件
  gongji cases --export         把这里的人和付款写成案例文件
  gongji demo                   填入示例家庭，再打开
  gongji audit                  核对账目
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit status."""
    _speak_utf_8()
    words = list(sys.argv[1:] if argv is None else argv)
    commands = {"cases": _cases, "demo": _demo, "audit": _audit}
    command = commands.get(words[0]) if words else None
    try:
        if command is not None:
            return command(words[1:])
        if words and not words[0].startswith("-"):
            _start_parser().error(f"argument 命令: invalid choice: {words[0]} (choose from {', '.join(commands)})")
        return _start(_start_parser().parse_args(words))
    except (CannotStartError, GongjiError) as error:
        print(error, file=sys.stderr)
        return CANNOT
    except BrokenPipeError:
        # Whoever read the answer has heard enough (`| head`); Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return CANNOT


def _speak_utf_8() -> None:
    """Answer in UTF-8 wherever the answer goes: an export is a file, and the words are Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _settings(arguments: argparse.Namespace) -> Settings:
    """Give the settings that these arguments ask for, with a data directory that can be written."""
    settings = read_settings(
        data_dir=arguments.data,
        mode=getattr(arguments, "mode", None),
        host=getattr(arguments, "host", None),
        port=getattr(arguments, "port", None),
        behind_proxy=getattr(arguments, "proxy", False),
        prefix=getattr(arguments, "prefix", None),
    )
    settings.prepare_data_dir()
    return settings


def _start(arguments: argparse.Namespace) -> int:
    from app.main import start  # Flet takes half a second to import

    return start(_settings(arguments))


def _cases(words: Sequence[str]) -> int:
    parser, options = _new_parser("gongji cases 文件… | --export [--data 目录]", "验算案例文件，或写一个。")
    options.add_argument("--export", action="store_true", help="把这里的人和付款写成案例文件，写到标准输出")
    parser.add_argument_group("参数").add_argument("files", metavar="文件", nargs="*", help="案例文件")
    arguments = parser.parse_args(words)
    if arguments.export == bool(arguments.files):
        parser.error("请写要验算的案例文件，或写 --export，两者取一")
    if arguments.files:
        # Nothing but the engine is needed here, and nothing else is imported.
        from app.cases.command import main as run_cases

        return run_cases(arguments.files)
    from app.bootstrap import open_context
    from app.services.export_cases import export_text

    sys.stdout.write(export_text(open_context(_existing(arguments), only_look=True)) or NOTHING_TO_EXPORT)
    return FINE


def _demo(words: Sequence[str]) -> int:
    arguments = _start_parser("gongji demo", "填入示例家庭（只填一次），再打开共济通。").parse_args(words)
    settings = _settings(arguments)
    from app.bootstrap import open_context
    from app.services.registration import is_empty_install
    from app.services.sample import fill_in, has_sample

    context = open_context(settings)
    if not has_sample(context):
        if not is_empty_install(context):
            raise NotAllowed("这里已经有人注册了，不能再填示例家庭。换一个目录：gongji demo --data 目录")
        fill_in(context)
        print("示例家庭已填好。", flush=True)
    context.database.close()
    from app.main import start

    return start(settings)


def _audit(words: Sequence[str]) -> int:
    parser, _ = _new_parser("gongji audit [--data 目录]", "核对账目：余额与流水，逐笔相符。")
    settings = _existing(parser.parse_args(words))
    from app.bootstrap import open_context
    from app.services.audit import audit, summary

    context = open_context(settings, only_look=True)
    print(summary(context))
    faults = audit(context)
    for fault in faults:
        print(fault)
    print(f"账目有 {len(faults)} 处不符。" if faults else "账目相符。")
    return WRONG if faults else FINE


def _existing(arguments: argparse.Namespace) -> Settings:
    """Give the settings of an install that has data; raises CannotStartError where there is none."""
    settings = read_settings(data_dir=arguments.data)
    if not settings.database_path.is_file():
        raise CannotStartError(f"{settings.data_dir} 里还没有共济通的数据。")
    settings.prepare_data_dir()
    return settings
