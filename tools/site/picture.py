"""Runs in Pyodide: imports the app and does the first steps of a user, for the picture of the memory.

What was imported, read and worked out once is in the picture, and costs a browser nothing: modules, rules, mappings,
regular expressions, and the code that Python has adapted to what it meets.
"""

import asyncio
import gc
import importlib
import json
import pkgutil
import shutil
import sys

APP, TOOLS = "/gongji", "/picture"
sys.path[:0] = [APP, TOOLS]
sys.dont_write_bytecode = True

import sqlalchemy.dialects.sqlite  # noqa: E402, F401 - before the tables name it
import sqlmodel  # noqa: E402

# Table classes need no validators, and none are there (see _pydantic_core.py).
sqlmodel.SQLModel.model_config["defer_build"] = True

import app  # noqa: E402

# What only a server or a command line has.
ELSEWHERE = ("app.web", "app.cli", "app.main")
for module in pkgutil.walk_packages(app.__path__, "app."):
    if not module.name.startswith(ELSEWHERE):
        importlib.import_module(module.name)

from app.bootstrap import open_context  # noqa: E402
from app.config import read_settings  # noqa: E402
from app.services.scrypt import use_romix  # noqa: E402
from app.ui.app import show  # noqa: E402
from app.ui.run import set_runner  # noqa: E402

TRIED = "/tried"


async def first_steps() -> None:
    """Open an install that is thrown away, look at the login page, and go in with the sample family."""
    from fake_client import opened  # noqa: PLC0415 - only while the picture is taken

    async def at_once(function, *args, **kwargs):  # noqa: ANN001, ANN002, ANN003, ANN202 - as in app/ui/run.py
        return function(*args, **kwargs)

    context = open_context(read_settings(data_dir=TRIED))
    set_runner(at_once)
    use_romix(lambda block, _n, _r: block)  # the passwords of an install that is thrown away
    async with opened(lambda page: show(page, context)) as client:
        await client.until(lambda: client.shows("体验示例家庭"), within_s=60)
        await client.tap("体验示例家庭")
        await client.until(lambda: client.shows("医保专区"), within_s=60)
        await client.settle(200)
    set_runner(None)
    context.database.close()
    shutil.rmtree(TRIED)
    # Again an install, this time one whose tables exist already.
    open_context(read_settings(data_dir=TRIED)).database.close()
    open_context(read_settings(data_dir=TRIED)).database.close()
    shutil.rmtree(TRIED)


def wipe() -> None:
    """Overwrite what lies in free memory: zeros are carried for nothing."""
    gc.collect()
    filling = [bytes(size - 33) for size in range(48, 513, 16) for _ in range(100_000 // size)]
    filling += [bytes(size) for size in (600, 1_000, 4_000, 16_000, 64_000) for _ in range(300_000 // size)]
    del filling
    gc.collect()


# In a context of its own, which ends with it. Pyodide runs this file as the body of a coroutine.
await asyncio.create_task(first_steps())  # noqa: F704, PLE1142
for task in asyncio.all_tasks() - {asyncio.current_task()}:
    task.cancel()
await asyncio.sleep(0.1)  # noqa: F704, PLE1142

for name in ("fake_client",):
    sys.modules.pop(name, None)
sys.path.remove(TOOLS)
used = sorted({origin for one in list(sys.modules.values()) if (origin := getattr(one, "__file__", None))})
sys.path_importer_cache.clear()
importlib.invalidate_caches()
wipe()
gc.freeze()
json.dumps(used)
