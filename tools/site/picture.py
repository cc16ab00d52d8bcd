"""Runs in Pyodide: imports the app and all it needs, for the picture of the memory; gives the files it came from."""

import gc
import importlib
import json
import pkgutil
import sys

sys.path.insert(0, "/gongji")
sys.dont_write_bytecode = True

import sqlalchemy.dialects.sqlite  # noqa: E402 - before the tables name it
import sqlmodel  # noqa: E402

# Table classes need no validators, and none are there (see _pydantic_core.py).
sqlmodel.SQLModel.model_config["defer_build"] = True

import app  # noqa: E402

# What only a server or a command line has.
ELSEWHERE = ("app.web", "app.cli", "app.main")
for module in pkgutil.walk_packages(app.__path__, "app."):
    if not module.name.startswith(ELSEWHERE):
        importlib.import_module(module.name)

import flet.messaging.session  # noqa: E402, F401
import sqlalchemy.orm  # noqa: E402

sqlalchemy.orm.configure_mappers()

used = sorted({origin for one in list(sys.modules.values()) if (origin := getattr(one, "__file__", None))})
sys.path_importer_cache.clear()
importlib.invalidate_caches()
gc.collect()
gc.freeze()
json.dumps(used)
