"""The demo's inbox as a page: where the 验证码 of a demo sign-in is read."""

from datetime import UTC, datetime, timedelta, timezone

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from server_stub.services import informing

router = APIRouter(include_in_schema=False)

_CHINA = timezone(timedelta(hours=8))
_PAGE = Environment(autoescape=True).from_string(
    """<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>演示短信</title></head>
<body>
<h1>演示短信</h1>
<p>这里显示演示服务器本应发出的短信；不会真正发送。</p>
<table>
<tr><th>时间</th><th>手机号</th><th>验证码</th></tr>
{% for row in rows %}<tr><td>{{ row[0] }}</td><td>{{ row[1] }}</td><td>{{ row[2] }}</td></tr>
{% else %}<tr><td colspan="3">暂无数据</td></tr>
{% endfor %}</table>
</body>
</html>
"""
)


@router.get("/demo/inbox", response_class=HTMLResponse)
def inbox(request: Request) -> str:
    """Show the last messages, the newest first."""
    with request.app.state.units.reading() as unit:
        messages = informing.demo_inbox(unit).messages
    rows = [(_clock(one.sent_at), one.phone, one.code) for one in messages]
    return _PAGE.render(rows=rows)


def _clock(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).astimezone(_CHINA).strftime("%H:%M:%S")
