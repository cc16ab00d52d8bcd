"""A stand-in for the Flutter, Dart, Java and Android tools that `flet build` calls, and for its template.

Each notes how it was called. Instead of building, `dart … package` copies the app as the real one would (without what
is excluded), and `flutter build` leaves one file where the real one leaves its own. Android's and Java's are folders.
"""

import json
import os
import stat
import sys
from pathlib import Path

FLUTTER = "3.44.8"
PACKAGES = ("platform-tools", "platforms/android-35", "build-tools/34.0.0", "cmdline-tools/12.0/bin")
MANIFEST = {
    "default_python_version": "3.14",
    "pythons": {
        "3.14": {
            "full_version": "3.14.2",
            "pyodide_version": "314.0.7",
            "android_abis": ["arm64-v8a", "armeabi-v7a", "x86_64"],
        }
    },
}
TOOL = """#!{python}
import json, os, pathlib, shutil, sys
name, arguments = {name!r}, sys.argv[1:]
with open({calls!r}, "a", encoding="utf-8") as calls:
    calls.write(json.dumps([name, arguments]) + "\\n")
def value(flag):
    return [arguments[at + 1] for at, one in enumerate(arguments) if one == flag]
if "--version" in arguments:
    print('Flutter {version} • channel stable • Dart SDK version: 3.12.2 (stable) on "linux_x64"')
elif name == "dart" and "package" in arguments:
    app = pathlib.Path(arguments[arguments.index("package") + 1])
    left_out = {{pathlib.PurePath(path) for path in value("--exclude")}}
    packed = pathlib.Path(os.environ["SERIOUS_PYTHON_APP"])
    shutil.rmtree(packed, ignore_errors=True)
    def excluded(folder, names):
        return [one for one in names if (pathlib.Path(folder) / one).relative_to(app) in left_out]
    shutil.copytree(app, packed, ignore=excluded)
elif name == "flutter" and arguments[:1] == ["build"]:
    place = {{"apk": "build/app/outputs/flutter-apk/app-release.apk", "ipa": "build/ios/archive/Runner.xcarchive"}}
    made = pathlib.Path(place[arguments[1]])
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_text("built")
"""
GIVEN = (
    "out_dir", "project_name", "python_module_name", "product_name", "artifact_name", "bundle_id", "company_name",
    "org_name", "copyright", "adaptive_icon_background",
)  # fmt: skip
TEMPLATE = {
    "cookiecutter.json": json.dumps(dict.fromkeys(GIVEN, "") | dict.fromkeys(("options", "pyproject", "splash"))),
    "{{cookiecutter.out_dir}}/context.json": "{{ cookiecutter | jsonify }}",
    "{{cookiecutter.out_dir}}/pubspec.yaml": "name: {{ cookiecutter.project_name }}\ndependencies:\n  flet: 1.0.5\n",
}


def make_sdk(folder: Path) -> tuple[dict[str, str], Path, Path]:
    """Make the tools in a folder; gives the environment to call them in, the list of calls, and the template."""
    calls, tools = folder / "calls", folder / "bin"
    tools.mkdir(parents=True)
    calls.touch()
    for name in ("flutter", "dart"):
        text = TOOL.format(python=sys.executable, name=name, calls=str(calls), version=FLUTTER)
        _write(tools / name, text, runs=True)
    _write(folder / "jdk" / "bin" / "javac", "#!/bin/sh\necho javac 17.0.1\n", runs=True)
    for package in PACKAGES:
        (folder / "android" / package).mkdir(parents=True)
    _write(folder / "android" / "cmdline-tools/12.0/bin/sdkmanager", "#!/bin/sh\nexit 1\n", runs=True)
    for name, text in TEMPLATE.items():
        _write(folder / "template" / name, text)
    _write(folder / "manifest.json", json.dumps(MANIFEST))
    environ = {
        "PATH": os.pathsep.join([str(tools), os.environ["PATH"]]),
        "HOME": str(folder / "home"),
        "JAVA_HOME": str(folder / "jdk"),
        "ANDROID_HOME": str(folder / "android"),
        "FLET_PYTHON_BUILD_MANIFEST": str(folder / "manifest.json"),
        "FLET_CACHE_DIR": str(folder / "cache"),
        "PYTHONUTF8": "1",
    }
    return environ, calls, folder / "template"


def _write(path: Path, text: str, *, runs: bool = False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if runs:
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
