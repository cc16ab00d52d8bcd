"""The entry that Flet's own tools look for; everything else is in `app/`."""

from app.main import start

if __name__ == "__main__":
    raise SystemExit(start())
