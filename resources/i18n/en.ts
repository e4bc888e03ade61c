<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AuthorizationCard</name>
    <message>
        <source>全部业务</source>
        <translation>All</translation>
    </message>
    <message>
        <source>/ {n} 家已授权</source>
        <translation>/ {n} active</translation>
    </message>
    <message>
        <source>{n} 个授权码即将过期</source>
        <translation>Codes about to expire: {n}</translation>
    </message>
    <message>
        <source>业务管理人 {name}</source>
        <translation>Business manager: {name}</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>View</translation>
    </message>
    <message>
        <source>本单位确认码</source>
        <translation>Unit confirmation code</translation>
    </message>
    <message>
        <source>请考生在小程序中填写此码绑定本单位</source>
        <translation>Applicants enter this code in the mini program to join your unit</translation>
    </message>
</context>
<context>
    <name>AuthorizationPage</name>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>{reason}。</source>
        <translation>{reason}.</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>搜索机构名称、编码</source>
        <translation>Institution name or code</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>业务授权</source>
        <translation>Authorizations</translation>
    </message>
    <message>
        <source>机构人事业务管理</source>
        <translation>Business management</translation>
    </message>
    <message>
        <source>只有本单位的审核人员可以授权</source>
        <translation>Only reviewers of your unit can authorize</translation>
    </message>
    <message>
        <source>只有单位人事可以生成授权码和授权</source>
        <translation>Only HR can generate codes and authorize</translation>
    </message>
    <message>
        <source>为 {name} 换一个授权码？现在的授权码 {code} 立即作废，请把新码重新发放。</source>
        <translation>Renew the authorization code of {name}? The present code {code} becomes void at once; hand out the new one.</translation>
    </message>
    <message>
        <source>换授权码</source>
        <translation>Renew code</translation>
    </message>
    <message>
        <source>已生成授权码 {code}，单击即可复制</source>
        <translation>Authorization code {code} generated. Click it to copy.</translation>
    </message>
    <message>
        <source>共 {n} 家 · 单击授权码即复制</source>
        <translation>Institutions: {n} · click a code to copy it</translation>
    </message>
    <message>
        <source>没有符合的机构</source>
        <translation>No matching institution</translation>
    </message>
    <message>
        <source>换一个状态、清除搜索，或在左侧选上一级机构</source>
        <translation>Try another state, clear the search, or choose a higher institution on the left</translation>
    </message>
    <message>
        <source>共 {n} 项业务 · 单击授权码即复制</source>
        <translation>Businesses: {n} · click a code to copy it</translation>
    </message>
    <message>
        <source>同步后显示本单位的业务</source>
        <translation>Your unit’s businesses appear after the next sync</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>已授权，对方可以审核材料</source>
        <translation>Authorized. This person can review now.</translation>
    </message>
    <message>
        <source>已解除授权</source>
        <translation>Authorization revoked</translation>
    </message>
    <message>
        <source>已复制授权码 {code}</source>
        <translation>Authorization code {code} copied</translation>
    </message>
</context>
<context>
    <name>BrandView</name>
    <message>
        <source>断网也能审</source>
        <translation>Review without a network</translation>
    </message>
    <message>
        <source>材料与图片先存到本机，恢复后自动发送</source>
        <translation>Dossiers and pictures are kept on this device; reviews are sent once you are back online</translation>
    </message>
    <message>
        <source>可撤销 60 秒</source>
        <translation>60 seconds to undo</translation>
    </message>
    <message>
        <source>提交后先停在发件箱，误点可收回</source>
        <translation>A review waits in the outbox first, so a slip can be taken back</translation>
    </message>
    <message>
        <source>默认遮盖</source>
        <translation>Masked by default</translation>
    </message>
    <message>
        <source>证件号、手机号点开才显示，并留审计记录</source>
        <translation>ID and phone numbers show only on request, and every look is audited</translation>
    </message>
    <message>
        <source>卫生人才机构端</source>
        <translation>Talent Desk</translation>
    </message>
    <message>
        <source>医师资格试用期材料审核与业务授权</source>
        <translation>Physician probation: review and authorizations</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>取消选择</source>
        <translation>Clear selection</translation>
    </message>
    <message>
        <source>已选 {n} 项：{soft} 项内容和结论没有实质变化，可一起处理</source>
        <translation>{n} selected: {soft} changed nothing of substance and can be settled together</translation>
    </message>
    <message>
        <source>；{hard} 项要逐项对照，批量时会跳过</source>
        <translation>; {hard} need a look one by one and are skipped</translation>
    </message>
    <message>
        <source>全部采用服务器（{n}）</source>
        <translation>Use the server’s for all ({n})</translation>
    </message>
    <message>
        <source>全部仍按我的决定（{n}）</source>
        <translation>Keep mine for all ({n})</translation>
    </message>
</context>
<context>
    <name>BulkResult</name>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>已处理 {n} 项</source>
        <translation>{n} settled</translation>
    </message>
    <message>
        <source>，{m} 项没有处理</source>
        <translation>, {m} left as they were</translation>
    </message>
    <message>
        <source>另有 {n} 项</source>
        <translation>{n} more</translation>
    </message>
</context>
<context>
    <name>Button</name>
    <message>
        <source>处理中…</source>
        <translation>Working…</translation>
    </message>
</context>
<context>
    <name>CalendarPopup</name>
    <message>
        <source>上个月 (PageUp)</source>
        <translation>Previous month (PageUp)</translation>
    </message>
    <message>
        <source>下个月 (PageDown)</source>
        <translation>Next month (PageDown)</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>%1 年 %2 月</source>
        <translation>%1-%2</translation>
    </message>
</context>
<context>
    <name>ClosingDialog</name>
    <message>
        <source>还有审核没有发出</source>
        <translation>Some reviews are not sent yet</translation>
    </message>
    <message>
        <source>{n} 份审核还在发件箱里。现在可以立即发送；直接退出也不会丢失，下次打开时继续发送。</source>
        <translation>Reviews still in the outbox: {n}. You can send them now. If you quit, nothing is lost: they are sent the next time you open the program.</translation>
    </message>
    <message>
        <source>{n} 份审核还在发件箱里。这台电脑没有设置 PIN，直接退出会丢失它们，请先立即发送。</source>
        <translation>Reviews still in the outbox: {n}. No PIN is set on this computer, so they are lost if you quit. Please send them first.</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>立即发送</source>
        <translation>Send now</translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>行政单位没有单位确认码</source>
        <translation>Authorities have no confirmation code</translation>
    </message>
    <message>
        <source>目前只有医疗机构有单位确认码。各机构的确认码见“业务授权”的“机构确认码”一列。</source>
        <translation>Only medical units have a confirmation code. Find the codes in the “Unit code” column of Authorizations.</translation>
    </message>
    <message>
        <source>已复制单位确认码 {code}</source>
        <translation>Unit confirmation code {code} copied</translation>
    </message>
    <message>
        <source>本单位确认码</source>
        <translation>Unit confirmation code</translation>
    </message>
    <message>
        <source>请考生和单位同事填写此码，绑定到本单位</source>
        <translation>Applicants and colleagues enter this code to join your unit</translation>
    </message>
    <message>
        <source>怎么用</source>
        <translation>How to use it</translation>
    </message>
    <message>
        <source>1. 把确认码告诉考生：在小程序的申报页填写，材料就会到本单位审核。</source>
        <translation>1. Give the code to applicants. They enter it on the application page of the mini program, and the dossier comes to your unit.</translation>
    </message>
    <message>
        <source>2. 单位同事绑定本单位时也填写此码。</source>
        <translation>2. Colleagues enter the same code when they join your unit.</translation>
    </message>
    <message>
        <source>3. 此码可以重复使用，长期有效，不是秘密，但只发给本单位的人。</source>
        <translation>3. The code can be used again and again and does not expire. It is no secret, but give it only to people of your unit.</translation>
    </message>
    <message>
        <source>单位确认码是 6 位数字。不要与授权码（8 位，给业务管理人）和短信验证码混淆。</source>
        <translation>The unit confirmation code has 6 digits. Do not mistake it for an authorization code (8 characters, for the business manager) or an SMS code.</translation>
    </message>
    <message>
        <source>同步后显示</source>
        <translation>Appears after the next sync</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>我的决定</source>
        <translation>My decision</translation>
    </message>
    <message>
        <source>服务器现状</source>
        <translation>On the server now</translation>
    </message>
    <message>
        <source>我审核时所见</source>
        <translation>What I saw</translation>
    </message>
    <message>
        <source>不同</source>
        <translation>Differs</translation>
    </message>
</context>
<context>
    <name>ConflictView</name>
    <message>
        <source>审核之后的进度</source>
        <translation>Progress since your decision</translation>
    </message>
    <message>
        <source>{at} 起</source>
        <translation>Since {at}</translation>
    </message>
    <message>
        <source>没有生效，仍保留在本机</source>
        <translation>Not applied, still kept here</translation>
    </message>
    <message>
        <source>同步时取得</source>
        <translation>From the last sync</translation>
    </message>
    <message>
        <source>{at} 时本机的资料</source>
        <translation>On this device at {at}</translation>
    </message>
    <message>
        <source>新增 {n} 条</source>
        <translation>{n} new</translation>
    </message>
</context>
<context>
    <name>ContextsView</name>
    <message>
        <source>选择管理业务</source>
        <translation>Choose a business</translation>
    </message>
    <message>
        <source>{name}，您可以管理 {n} 项业务；之后可在右上角切换。</source>
        <translation>{name}, businesses you can manage: {n}. You can switch later at the top right.</translation>
    </message>
</context>
<context>
    <name>CourierCard</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>CourierPresenter</name>
    <message>
        <source>摆渡请求-{name}-{at}{suffix}</source>
        <translation>courier-request-{name}-{at}{suffix}</translation>
    </message>
</context>
<context>
    <name>CourierView</name>
    <message>
        <source>文件摆渡</source>
        <translation>File courier</translation>
    </message>
    <message>
        <source>没有网络的机器，用加密文件往来</source>
        <translation>Encrypted files for machines without a network</translation>
    </message>
    <message>
        <source>请求图片</source>
        <translation>Pictures to ask for</translation>
    </message>
    <message>
        <source>1 导出请求</source>
        <translation>1 Export a request</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>2 导入回执</source>
        <translation>2 Take the answer in</translation>
    </message>
    <message>
        <source>导入…</source>
        <translation>Import…</translation>
    </message>
    <message>
        <source>代为上传</source>
        <translation>Hand in for a colleague</translation>
    </message>
    <message>
        <source>选择请求文件…</source>
        <translation>Choose a request…</translation>
    </message>
    <message>
        <source>替没有网络的同事把 .tdreq 文件送到服务器，取回 .tdans 回执。文件已加密，您看不到内容。</source>
        <translation>Hand in the .tdreq file of a colleague without a network and bring back the .tdans answer. The files are encrypted; you cannot see what is in them.</translation>
    </message>
    <message>
        <source>取回审核队列缺的图片（{n} 张）</source>
        <translation>Ask for the queue’s missing pictures ({n})</translation>
    </message>
    <message>
        <source>只取回任务包的图片：{name}</source>
        <translation>Ask for the pictures of one pack: {name}</translation>
    </message>
    <message>
        <source>不取回图片，文件最小</source>
        <translation>Ask for no pictures: smallest file</translation>
    </message>
    <message>
        <source>导出请求到</source>
        <translation>Export the request to</translation>
    </message>
    <message>
        <source>选择回执文件</source>
        <translation>Choose the answer file</translation>
    </message>
    <message>
        <source>选择请求文件</source>
        <translation>Choose the request file</translation>
    </message>
    <message>
        <source>回执保存到</source>
        <translation>Save the answer to</translation>
    </message>
    <message>
        <source>摆渡文件 (*{suffix})</source>
        <translation>Courier files (*{suffix})</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>程序出错了</source>
        <translation>Something went wrong</translation>
    </message>
    <message>
        <source>刚才的操作没有完成，已经提交的审核不受影响。可以继续使用；如果再次出现，请把下面这行和日志交给管理员。</source>
        <translation>Your last action was not completed; reviews already submitted are safe. You can go on. If this happens again, give the line below and the log to your administrator.</translation>
    </message>
    <message>
        <source>继续使用</source>
        <translation>Continue</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>年-月-日</source>
        <translation>yyyy-m-d</translation>
    </message>
    <message>
        <source>选择日期 (Alt+↓)</source>
        <translation>Choose a date (Alt+↓)</translation>
    </message>
    <message>
        <source>双击或按 Alt+↓ 选择日期</source>
        <translation>Double-click or press Alt+↓ to choose a date</translation>
    </message>
</context>
<context>
    <name>DecisionView</name>
    <message>
        <source>实习开始</source>
        <translation>Practice from</translation>
    </message>
    <message>
        <source>实习结束</source>
        <translation>Practice to</translation>
    </message>
    <message>
        <source>审核备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>常用语</source>
        <translation>Phrases</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>提交并下一份</source>
        <translation>Submit and next</translation>
    </message>
    <message>
        <source>撤回本级结论</source>
        <translation>Retract decision</translation>
    </message>
    <message>
        <source>实习时间</source>
        <translation>Practice</translation>
    </message>
    <message>
        <source>审核备注（必填，最多 500 字）</source>
        <translation>Remark (required, up to 500 characters)</translation>
    </message>
    <message>
        <source>审核备注（可不填，最多 500 字）</source>
        <translation>Remark (optional, up to 500 characters)</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>审核不通过不能撤销，也不能重新审核：%1 本年度将不能参加考试。</source>
        <translation>A refusal is final: %1 cannot take this year’s exam, and nobody can review it again.</translation>
    </message>
    <message>
        <source>提交后 %1内可以在发件箱撤回。</source>
        <translation>You can take it back in the outbox for %1.</translation>
    </message>
    <message>
        <source>提交后立即发出。</source>
        <translation>It is sent at once.</translation>
    </message>
    <message>
        <source>审核不通过</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>已提交，尚未发出；重新选择会替换它</source>
        <translation>Submitted, not sent yet; a new choice replaces it</translation>
    </message>
    <message>
        <source>按 1–4 选择审核状态</source>
        <translation>Press 1–4 to decide</translation>
    </message>
    <message>
        <source>通过后进入下一级审核</source>
        <translation>Goes on to the next level</translation>
    </message>
    <message>
        <source>只做标记，稍后再审；本级其他人可以接着审</source>
        <translation>Marked for later; anyone at your level can take it up</translation>
    </message>
    <message>
        <source>考生修改并重新提交后再审，请写明要改什么</source>
        <translation>The applicant corrects and resubmits; say what to change</translation>
    </message>
    <message>
        <source>不能撤销，也不能重新审核，请写明理由</source>
        <translation>Final, no further review; state the reason</translation>
    </message>
    <message>
        <source>本级已审核通过，等待同步。</source>
        <translation>Approved at your level; waiting to sync.</translation>
    </message>
    <message>
        <source>本级已审核通过；下一级处理之前可以撤回。</source>
        <translation>Approved at your level; can be retracted until the next level acts.</translation>
    </message>
    <message>
        <source>已审核不通过：这是最终结论，不能再改。</source>
        <translation>Refused: this decision is final.</translation>
    </message>
    <message>
        <source>您在当前单位没有审核权限，只能查看。</source>
        <translation>You have no right to review here; view only.</translation>
    </message>
    <message>
        <source>材料还没有到本级，下级审核通过后会出现在这里。</source>
        <translation>Not at your level yet: the level below has to approve it first.</translation>
    </message>
    <message>
        <source>考生正在修改，重新提交后才能审核。</source>
        <translation>The applicant is making changes; review it after it is resubmitted.</translation>
    </message>
    <message>
        <source>这是往年的材料，只能查看。</source>
        <translation>From an earlier year; view only.</translation>
    </message>
    <message>
        <source>现在不能审核这份材料。</source>
        <translation>This dossier cannot be reviewed now.</translation>
    </message>
</context>
<context>
    <name>DeclineDialog</name>
    <message>
        <source>不采纳</source>
        <translation>Decline</translation>
    </message>
    <message>
        <source>%1 对 %2 的意见“%3”将不生效，并从待处理中移走。作者会看到原因。</source>
        <translation>The opinion of %1 on %2 (%3) will not take effect and leaves the open ones. Its author will read the reason.</translation>
    </message>
    <message>
        <source>例如：缺 7 月的考核证明，请重新审核</source>
        <translation>For example: the July certificate is missing, please review again</translation>
    </message>
    <message>
        <source>不采纳的原因</source>
        <translation>Reason for declining</translation>
    </message>
    <message>
        <source>请填写不采纳的原因</source>
        <translation>Please say why you decline</translation>
    </message>
</context>
<context>
    <name>DetailHead</name>
    <message>
        <source>上一份 (K)</source>
        <translation>Previous (K)</translation>
    </message>
    <message>
        <source>下一份 (J)</source>
        <translation>Next (J)</translation>
    </message>
    <message>
        <source>关闭 (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
    <message>
        <source>已重新提交</source>
        <translation>Resubmitted</translation>
    </message>
    <message>
        <source>从单位移除…</source>
        <translation>Remove from unit…</translation>
    </message>
    <message>
        <source>第 %1 / %2 份（按当前筛选）</source>
        <translation>%1 of %2 (filtered)</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>查看改动</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>材料已不在您的范围内</source>
        <translation>The dossier has left your scope</translation>
    </message>
    <message>
        <source>这份材料刚刚有变化</source>
        <translation>This dossier has just changed</translation>
    </message>
    <message>
        <source>已显示最新内容，请重新查看后再提交</source>
        <translation>The latest content is shown; look again before you submit</translation>
    </message>
    <message>
        <source>%1 项资料有变化，已用左侧色条标出</source>
        <translation>Edited fields: %1, marked by a bar on the left</translation>
    </message>
    <message>
        <source>考生已重新提交</source>
        <translation>The applicant resubmitted</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>关闭 (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
</context>
<context>
    <name>DirectDialog</name>
    <message>
        <source>授权</source>
        <translation>Authorize</translation>
    </message>
    <message>
        <source>请输入 18 位身份证号</source>
        <translation>18-character ID number</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>Resident ID number</translation>
    </message>
    <message>
        <source>请核对将获得授权的人</source>
        <translation>Check who will be authorized</translation>
    </message>
    <message>
        <source>业务授权必须以身份证证件进行实名认证才可以绑定</source>
        <translation>Only a person verified with a resident ID card can be authorized</translation>
    </message>
    <message>
        <source>Enter 确定 · Esc 取消</source>
        <translation>Enter confirms · Esc cancels</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>授权后，现有授权码 {code} 立即作废；对方即可登录并审核材料。</source>
        <translation>The present code {code} becomes void at once, and this person can sign in and review.</translation>
    </message>
    <message>
        <source>授权后，现有授权码立即作废；对方即可登录并审核材料。</source>
        <translation>The present code becomes void at once, and this person can sign in and review.</translation>
    </message>
    <message>
        <source>校验位正确，正在查找实名用户…</source>
        <translation>Check digit correct; looking for a verified user…</translation>
    </message>
    <message>
        <source>请填写身份证号</source>
        <translation>Enter the ID number</translation>
    </message>
    <message>
        <source>校验位不对，请核对有没有输错</source>
        <translation>The check digit is wrong; look for a typing mistake</translation>
    </message>
    <message>
        <source>前 6 位不是有效的地区代码，请核对</source>
        <translation>The first 6 digits are no valid area code</translation>
    </message>
    <message>
        <source>出生日期不对，请核对第 7 到 14 位</source>
        <translation>The birth date is wrong; check digits 7 to 14</translation>
    </message>
    <message>
        <source>身份证号应为 18 位数字，末位可以是 X</source>
        <translation>18 digits are expected; the last may be X</translation>
    </message>
    <message>
        <source>校验位正确，已匹配到 1 名实名用户</source>
        <translation>Check digit correct; one verified user found</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>暂无数据</source>
        <translation>Nothing here</translation>
    </message>
</context>
<context>
    <name>FactRow</name>
    <message>
        <source>已改</source>
        <translation>Edited</translation>
    </message>
</context>
<context>
    <name>FactsCard</name>
    <message>
        <source>审核备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>提交于</source>
        <translation>Submitted</translation>
    </message>
    <message>
        <source>实习时间</source>
        <translation>Practice</translation>
    </message>
    <message>
        <source>{n} 次</source>
        <translation>{n}</translation>
    </message>
    <message>
        <source>已发送</source>
        <translation>Attempts</translation>
    </message>
    <message>
        <source>排在之后</source>
        <translation>Follows</translation>
    </message>
    <message>
        <source>重发自</source>
        <translation>Repeats</translation>
    </message>
    <message>
        <source>已重发为</source>
        <translation>Repeated as</translation>
    </message>
</context>
<context>
    <name>FactsView</name>
    <message>
        <source>个人信息</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>申报信息</source>
        <translation>Application</translation>
    </message>
    <message>
        <source>学历信息</source>
        <translation>Education</translation>
    </message>
    <message>
        <source>复制全部</source>
        <translation>Copy all</translation>
    </message>
    <message>
        <source>只看改动</source>
        <translation>Changes only</translation>
    </message>
    <message>
        <source>%1 处已改</source>
        <translation>%1 edited</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件类型</source>
        <translation>ID type</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>手机号</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>所在单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>申报</source>
        <translation>Application</translation>
    </message>
    <message>
        <source>缴费状态</source>
        <translation>Payment</translation>
    </message>
</context>
<context>
    <name>FilterTag</name>
    <message>
        <source>取消筛选 %1</source>
        <translation>Remove filter %1</translation>
    </message>
</context>
<context>
    <name>FilterTags</name>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
</context>
<context>
    <name>FilterView</name>
    <message>
        <source>证件号码或后 4 位</source>
        <translation>ID or last 4</translation>
    </message>
    <message>
        <source>从</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到</source>
        <translation>To</translation>
    </message>
    <message>
        <source>提交时间</source>
        <translation>Submitted</translation>
    </message>
    <message>
        <source>更新时间</source>
        <translation>Updated</translation>
    </message>
    <message>
        <source>按哪个时间</source>
        <translation>Which date</translation>
    </message>
    <message>
        <source>任务包</source>
        <translation>Task pack</translation>
    </message>
    <message>
        <source>任务包：全部材料</source>
        <translation>Task pack: all dossiers</translation>
    </message>
    <message>
        <source>任务包：{name}</source>
        <translation>Task pack: {name}</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>近 7 天</source>
        <translation>7 days</translation>
    </message>
    <message>
        <source>近 30 天</source>
        <translation>30 days</translation>
    </message>
    <message>
        <source>个人</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>证件类型</source>
        <translation>ID type</translation>
    </message>
    <message>
        <source>申报</source>
        <translation>Application</translation>
    </message>
    <message>
        <source>申报级别</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>申报类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>提交状态</source>
        <translation>Submission</translation>
    </message>
    <message>
        <source>审核状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>缴费状态</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>重置</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>%1：全部</source>
        <translation>%1: all</translation>
    </message>
</context>
<context>
    <name>GraceCard</name>
    <message>
        <source>撤回时间</source>
        <translation>Time to take back</translation>
    </message>
    <message>
        <source>一般结论</source>
        <translation>Most decisions</translation>
    </message>
    <message>
        <source>审核不通过</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>恢复服务器建议</source>
        <translation>Back to the server’s proposal</translation>
    </message>
    <message>
        <source>提交后先在发件箱停这么久，期间在任何页面都可以按 Ctrl+Z 撤回；之后自动发送。0 到 600 秒，审核不通过不短于一般结论；服务器建议 {usual} 秒和 {refused} 秒。</source>
        <translation>An action waits this long in the outbox and can be taken back with Ctrl+Z on any page; then it is sent. 0 to 600 seconds, for a refusal never less than for the rest; the server proposes {usual} and {refused} seconds.</translation>
    </message>
</context>
<context>
    <name>HeaderView</name>
    <message>
        <source>机构树 (Ctrl+B)</source>
        <translation>Institutions (Ctrl+B)</translation>
    </message>
    <message>
        <source>业务</source>
        <translation>Business</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>搜索人员、机构、命令</source>
        <translation>Search everything</translation>
    </message>
    <message>
        <source>搜索 (Ctrl+K)</source>
        <translation>Search people, institutions and commands (Ctrl+K)</translation>
    </message>
    <message>
        <source>同步状态，点开看发件箱；F5 立即同步</source>
        <translation>Sync status. Click for the outbox, F5 to sync now</translation>
    </message>
    <message>
        <source>公告</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>卫生人才机构端</source>
        <translation>Talent Desk</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>退出登录</source>
        <translation>Sign out</translation>
    </message>
</context>
<context>
    <name>HintStrip</name>
    <message>
        <source>预检提示</source>
        <translation>Prechecks</translation>
    </message>
    <message>
        <source>仅供参考</source>
        <translation>Advice only</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>开始审核</source>
        <translation>Start reviewing</translation>
    </message>
    <message>
        <source>接着做</source>
        <translation>Up next</translation>
    </message>
    <message>
        <source>业务授权</source>
        <translation>Authorizations</translation>
    </message>
    <message>
        <source>离线与发件箱</source>
        <translation>Offline and outbox</translation>
    </message>
    <message>
        <source>公告</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>{day} · {level}级审核</source>
        <translation>{day} · {level} level</translation>
    </message>
    <message>
        <source>数字为所选机构范围、本年度</source>
        <translation>Figures: chosen institution, this year</translation>
    </message>
    <message>
        <source>数字为本单位、本年度</source>
        <translation>Figures: your unit, this year</translation>
    </message>
    <message>
        <source>上午好，{name}</source>
        <translation>Good morning, {name}</translation>
    </message>
    <message>
        <source>下午好，{name}</source>
        <translation>Good afternoon, {name}</translation>
    </message>
    <message>
        <source>晚上好，{name}</source>
        <translation>Good evening, {name}</translation>
    </message>
    <message>
        <source>距截止 {n} 天</source>
        <translation>Days left: {n}</translation>
    </message>
    <message>
        <source>{n} 天后开始审核</source>
        <translation>Review opens in {n} d</translation>
    </message>
    <message>
        <source>审核期从 {at} 开始。</source>
        <translation>The review period begins on {at}.</translation>
    </message>
    <message>
        <source>审核期已结束</source>
        <translation>The review period is over</translation>
    </message>
    <message>
        <source>{at} 截止；之后的审核会交上级处理。</source>
        <translation>It closed on {at}; later reviews are passed to the level above.</translation>
    </message>
    <message>
        <source>{at} 截止。材料下载完才知道还有多少待审。</source>
        <translation>Closes {at}. How many are waiting is known once the dossiers have been downloaded.</translation>
    </message>
    <message>
        <source>{at} 截止，已全部审完。</source>
        <translation>Closes on {at}. Everything is reviewed.</translation>
    </message>
    <message>
        <source>{at} 截止。待审 {n} 份。</source>
        <translation>Closes on {at}. Pending: {n}.</translation>
    </message>
    <message>
        <source>{at} 截止。待审 {n} 份，按近 7 天速度（{pace} 份/天）预计 {days} 天审完。</source>
        <translation>Closes on {at}. Pending: {n}; at the pace of the last 7 days ({pace} a day) that takes {days} d.</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>ImageViewer</name>
    <message>
        <source>并排</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>并排对比 (B)</source>
        <translation>Side by side (B)</translation>
    </message>
    <message>
        <source>亮度</source>
        <translation>Brightness</translation>
    </message>
    <message>
        <source>滚轮 缩放 · 拖动或方向键 平移 · R 旋转 · B 并排 · [ ] 换图 · 空格 关闭</source>
        <translation>Wheel zooms · drag or arrows move · R rotates · B compares · [ ] changes picture · Space closes</translation>
    </message>
    <message>
        <source>缩小 (-)</source>
        <translation>Zoom out (-)</translation>
    </message>
    <message>
        <source>放大 (+)</source>
        <translation>Zoom in (+)</translation>
    </message>
    <message>
        <source>适应</source>
        <translation>Fit</translation>
    </message>
    <message>
        <source>适应窗口 (0)</source>
        <translation>Fit the window (0)</translation>
    </message>
    <message>
        <source>关闭 (空格)</source>
        <translation>Close (Space)</translation>
    </message>
</context>
<context>
    <name>ItemView</name>
    <message>
        <source>查看完整材料</source>
        <translation>Open dossier</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>立即发送</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>稍后处理</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>立即重试</source>
        <translation>Retry now</translation>
    </message>
    <message>
        <source>审核不通过不能撤销：%1 本年度将不能参加考试。停在发件箱期间可以撤回。</source>
        <translation>A refusal is final: %1 cannot take this year’s exam. You can take it back while it waits in the outbox.</translation>
    </message>
    <message>
        <source>选定后先停在发件箱 {n} 秒，可撤销</source>
        <translation>Waits {n} s in the outbox first and can be undone</translation>
    </message>
</context>
<context>
    <name>KeptBar</name>
    <message>
        <source>导出清单…</source>
        <translation>Export list…</translation>
    </message>
    <message>
        <source>停用账号留下的审核</source>
        <translation>Reviews kept from a disabled account</translation>
    </message>
    <message>
        <source>{n} 条未生效，加密保存到 {day}；重新登录后照常发送。</source>
        <translation>{n} not in effect yet, kept encrypted until {day}; they are sent after the next sign-in.</translation>
    </message>
</context>
<context>
    <name>KeptWork</name>
    <message>
        <source>导出停用账号留下的审核清单</source>
        <translation>Export the reviews kept from a disabled account</translation>
    </message>
    <message>
        <source>表格 (*.csv)</source>
        <translation>Table (*.csv)</translation>
    </message>
    <message>
        <source>未生效的审核.csv</source>
        <translation>reviews-not-in-effect.csv</translation>
    </message>
    <message>
        <source>清单已保存：{file}。姓名和号码已隐去。</source>
        <translation>List saved: {file}. Names and numbers are masked.</translation>
    </message>
</context>
<context>
    <name>ListView</name>
    <message>
        <source>材料审核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>姓名、拼音首字母、证件后 4 位</source>
        <translation>Name, initials, last 4 of ID</translation>
    </message>
    <message>
        <source>筛选</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>按证件、申报、状态和时间筛选</source>
        <translation>Filter by ID, application, status and time</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>通过</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>不通过</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>未到</source>
        <translation>Not reached</translation>
    </message>
    <message>
        <source>清除筛选</source>
        <translation>Clear filters</translation>
    </message>
    <message>
        <source>材料列表</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>%1 份</source>
        <translation>Dossiers: %1</translation>
    </message>
    <message>
        <source>%1 年度</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>这个范围里还没有材料；同步后会自动出现。</source>
        <translation>No dossiers in this scope yet. They appear after the next sync.</translation>
    </message>
    <message>
        <source>没有符合当前筛选的材料，可以放宽或清除筛选。</source>
        <translation>No dossier matches these filters. Widen or clear them.</translation>
    </message>
    <message>
        <source>暂无数据</source>
        <translation>Nothing here</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>卫生人才机构端</source>
        <translation>Talent Desk</translation>
    </message>
</context>
<context>
    <name>MaskedValue</name>
    <message>
        <source>显示 30 秒（会记入审计）</source>
        <translation>Show for 30 seconds (audited)</translation>
    </message>
    <message>
        <source>立即遮盖</source>
        <translation>Mask now</translation>
    </message>
    <message>
        <source>%1 秒后遮盖 · 已记审计</source>
        <translation>Masked in %1 s · audited</translation>
    </message>
</context>
<context>
    <name>MonthGrid</name>
    <message>
        <source>一 二 三 四 五 六 日</source>
        <translation>Mo Tu We Th Fr Sa Su</translation>
    </message>
</context>
<context>
    <name>NewPackDialog</name>
    <message>
        <source>新建任务包</source>
        <translation>New task pack</translation>
    </message>
    <message>
        <source>例如：下乡三天</source>
        <translation>For example: three days in the villages</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>{name}：待审核</source>
        <translation>{name}: pending</translation>
    </message>
    <message>
        <source>{name}：全部状态</source>
        <translation>{name}: all statuses</translation>
    </message>
    <message>
        <source>材料审核列表的当前筛选</source>
        <translation>What the list of dossiers is filtered by</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>有效期至</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>当天结束时过期，图片不再固定保留</source>
        <translation>Expires at the end of that day; its pictures are no longer kept</translation>
    </message>
    <message>
        <source>请填写日期，例如 2026-11-30。</source>
        <translation>Please enter a date such as 2026-11-30.</translation>
    </message>
    <message>
        <source>先下载这些材料的图片，并在有效期内固定保留；材料离开您的管理范围后会自动移出。</source>
        <translation>The pictures of these dossiers come first and are kept until it expires; a dossier that leaves your scope drops out by itself.</translation>
    </message>
    <message>
        <source>Enter 新建 · Esc 取消</source>
        <translation>Enter creates · Esc cancels</translation>
    </message>
    <message>
        <source>将包含 {n} 份材料</source>
        <translation>{n} dossiers</translation>
    </message>
</context>
<context>
    <name>NoticesCard</name>
    <message>
        <source>还没有公告</source>
        <translation>No notices yet</translation>
    </message>
</context>
<context>
    <name>OfflineBar</name>
    <message>
        <source>离线工作</source>
        <translation>Work offline</translation>
    </message>
    <message>
        <source>尚未下载过材料</source>
        <translation>Nothing downloaded yet</translation>
    </message>
    <message>
        <source>数据截至 {at}</source>
        <translation>Data as of {at}</translation>
    </message>
    <message>
        <source>{n} 份可审</source>
        <translation>to review: {n}</translation>
    </message>
    <message>
        <source>用 PIN 解锁</source>
        <translation>Unlock with PIN</translation>
    </message>
    <message>
        <source>离线打开</source>
        <translation>Open offline</translation>
    </message>
</context>
<context>
    <name>OfflineCard</name>
    <message>
        <source>离线任务包</source>
        <translation>Task packs</translation>
    </message>
    <message>
        <source>发件箱</source>
        <translation>Outbox</translation>
    </message>
    <message>
        <source>离线可审</source>
        <translation>Ready offline</translation>
    </message>
    <message>
        <source>图片缓存</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>{n} 份审核待发，恢复连接后自动发送</source>
        <translation>Reviews waiting: {n}. They are sent once you are back online</translation>
    </message>
    <message>
        <source>断网也能审，恢复后自动发送</source>
        <translation>You can review offline; reviews are sent once you are back online</translation>
    </message>
    <message>
        <source>离线可用至 {at}</source>
        <translation>Usable offline until {at}</translation>
    </message>
    <message>
        <source>{text}；{more}</source>
        <translation>{text}. {more}</translation>
    </message>
</context>
<context>
    <name>OfflinePicturesCard</name>
    <message>
        <source>离线图片</source>
        <translation>Offline pictures</translation>
    </message>
    <message>
        <source>预取图片</source>
        <translation>Fetch ahead</translation>
    </message>
    <message>
        <source>仅在不计费网络预取</source>
        <translation>Only on unmetered networks</translation>
    </message>
    <message>
        <source>任何网络都预取</source>
        <translation>On any network</translation>
    </message>
    <message>
        <source>{n} GB</source>
        <translation>{n} GB</translation>
    </message>
    <message>
        <source>图片配额</source>
        <translation>Picture quota</translation>
    </message>
    <message>
        <source>审核队列和任务包的图片会提前下载，断网也能看；打开材料时总会下载它的图片。超过配额时先清除最久没看的，任务包和待处理事项的图片固定保留。调小立即生效。</source>
        <translation>Pictures of the queue and of task packs come ahead of time, so that they can be seen offline; opening a dossier always gets its pictures. Beyond the quota those unused longest go first; pictures of task packs and of open items stay. A lower quota takes effect at once.</translation>
    </message>
    <message>
        <source>已用 {size}</source>
        <translation>{size} used</translation>
    </message>
</context>
<context>
    <name>OpinionView</name>
    <message>
        <source>打开材料</source>
        <translation>Open dossier</translation>
    </message>
    <message>
        <source>不采纳…</source>
        <translation>Decline…</translation>
    </message>
    <message>
        <source>采纳为我的决定</source>
        <translation>Adopt as my decision</translation>
    </message>
    <message>
        <source>打开材料 (Alt+3)</source>
        <translation>Open dossier (Alt+3)</translation>
    </message>
    <message>
        <source>已处理</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>未生效</source>
        <translation>No effect</translation>
    </message>
    <message>
        <source>处理意见需要联网</source>
        <translation>Answering an opinion needs the network</translation>
    </message>
    <message>
        <source>采纳后立即生效，以您的名义写入审核进度</source>
        <translation>Adopting takes effect at once, in your name in the review record</translation>
    </message>
    <message>
        <source>审核不通过不能撤销，也不能重新审核：%1 本年度将不能参加考试。采纳后立即生效，以您的名义写入审核进度。</source>
        <translation>A refusal is final and cannot be reviewed again: %1 cannot sit the examination this year. Adopting takes effect at once, in your name in the review record.</translation>
    </message>
    <message>
        <source>审核不通过</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>以您的名义对 %1 作出“%2”的决定？采纳后立即生效。</source>
        <translation>Decide on %1 in your name: %2? It takes effect at once.</translation>
    </message>
    <message>
        <source>采纳</source>
        <translation>Adopt</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>全部立即发送</source>
        <translation>Send all now</translation>
    </message>
    <message>
        <source>发件箱</source>
        <translation>Outbox</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>没有选中的事项</source>
        <translation>Nothing selected</translation>
    </message>
    <message>
        <source>在左侧选一项，查看它的状态和可以做的事</source>
        <translation>Choose an item on the left to see how it stands and what you can do</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>待发送</source>
        <translation>Queued</translation>
    </message>
    <message>
        <source>失败</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>冲突</source>
        <translation>Conflict</translation>
    </message>
    <message>
        <source>未被接受</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>已交上级</source>
        <translation>Passed up</translation>
    </message>
    <message>
        <source>已完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>没有待办</source>
        <translation>Nothing to do</translation>
    </message>
    <message>
        <source>您提交的审核都已到服务器。离线时提交的会先停在这里，恢复连接后自动发送。</source>
        <translation>All your reviews have reached the server. What you submit offline waits here and is sent once you are back online.</translation>
    </message>
    <message>
        <source>这一类里没有事项</source>
        <translation>Nothing of this kind</translation>
    </message>
    <message>
        <source>暂无数据</source>
        <translation>Nothing here</translation>
    </message>
</context>
<context>
    <name>PackView</name>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Renew</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>离线可审</source>
        <translation>Ready offline</translation>
    </message>
    <message>
        <source>图片</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>已过期</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>已备齐</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>未备齐</source>
        <translation>Incomplete</translation>
    </message>
    <message>
        <source>{size} · 有效期至 {until} · {at} 选定</source>
        <translation>{size} · valid until {until} · chosen {at}</translation>
    </message>
    <message>
        <source>{size} · 已于 {until} 过期 · {at} 选定</source>
        <translation>{size} · expired {until} · chosen {at}</translation>
    </message>
    <message>
        <source>图片不再保留；需要时按“更新”重新备齐。</source>
        <translation>Its pictures are no longer kept; “Renew” gets them again.</translation>
    </message>
    <message>
        <source>{n} 份已移出您的管理范围，不在包中了。</source>
        <translation>{n} left your scope and dropped out.</translation>
    </message>
    <message>
        <source>{n} 份有哪些图片还不知道，联网后查询。</source>
        <translation>Which pictures {n} have is not known yet and will be asked online.</translation>
    </message>
    <message>
        <source>{n} 张图片服务器没有给出，打开材料时会再试。</source>
        <translation>The server did not give {n} pictures; opening the dossier tries again.</translation>
    </message>
</context>
<context>
    <name>PacksPage</name>
    <message>
        <source>新建任务包…</source>
        <translation>New task pack…</translation>
    </message>
    <message>
        <source>新建任务包 (Ctrl+N)</source>
        <translation>New task pack (Ctrl+N)</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>还没有任务包</source>
        <translation>No task packs yet</translation>
    </message>
    <message>
        <source>下乡、出差或去没有网络的地方之前，把要审的材料连同图片装成一个包。</source>
        <translation>Before you go where there is no network, pack the dossiers to review with all their pictures.</translation>
    </message>
    <message>
        <source>离线任务包</source>
        <translation>Task packs</translation>
    </message>
    <message>
        <source>图片配额不够</source>
        <translation>The picture quota is too small</translation>
    </message>
    <message>
        <source>固定保留的图片已超过配额；请在设置中调大，或删除不用的任务包。</source>
        <translation>Kept pictures exceed the quota; raise it in the settings, or delete a pack that is not needed.</translation>
    </message>
</context>
<context>
    <name>PacksPresenter</name>
    <message>
        <source>任务包已按原来的筛选更新</source>
        <translation>The pack was renewed by its filter</translation>
    </message>
    <message>
        <source>任务包已删除；图片留在本机，需要空间时才清除</source>
        <translation>The pack was deleted; its pictures stay until their room is needed</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>条</source>
        <translation>items</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>%1 条/页</source>
        <translation>%1 a page</translation>
    </message>
    <message>
        <source>每页条数</source>
        <translation>Items per page</translation>
    </message>
    <message>
        <source>跳至页</source>
        <translation>Go to page</translation>
    </message>
    <message>
        <source>跳至 %1 页</source>
        <translation>Go to page %1</translation>
    </message>
    <message>
        <source>共 %1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>我审核时所见</source>
        <translation>What I saw</translation>
    </message>
    <message>
        <source>服务器现状</source>
        <translation>On the server now</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
</context>
<context>
    <name>ParkedPage</name>
    <message>
        <source>刷新</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>未生效意见只在服务器上，需要联网。</source>
        <translation>Parked opinions are on the server only; this needs the network.</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>未生效意见</source>
        <translation>Parked opinions</translation>
    </message>
    <message>
        <source>显示更多</source>
        <translation>Show more</translation>
    </message>
    <message>
        <source>没有选中的意见</source>
        <translation>No opinion chosen</translation>
    </message>
    <message>
        <source>在左侧选一条，对照材料现状后决定是否采纳</source>
        <translation>Choose one at the left, compare it with the dossier, then decide</translation>
    </message>
    <message>
        <source>待处理</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>已处理</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>需要联网</source>
        <translation>Needs the network</translation>
    </message>
    <message>
        <source>未生效意见只在服务器上，恢复连接后显示</source>
        <translation>Parked opinions are on the server only; they appear once you are connected</translation>
    </message>
    <message>
        <source>正在读取…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>没有待处理的意见</source>
        <translation>No open opinions</translation>
    </message>
    <message>
        <source>失去权限或迟到的审核不会生效，会停在这里，由您决定是否采纳。</source>
        <translation>Reviews that came without the right or too late have no effect. They wait here until you adopt or decline them.</translation>
    </message>
    <message>
        <source>暂无数据</source>
        <translation>Nothing here</translation>
    </message>
    <message>
        <source>还没有处理过的意见</source>
        <translation>No opinion has been answered yet</translation>
    </message>
</context>
<context>
    <name>ParkedPresenter</name>
    <message>
        <source>已记为不采纳，作者会看到原因</source>
        <translation>Declined; the author will read the reason</translation>
    </message>
    <message>
        <source>同样的结论已生效，已记为“也已审核”</source>
        <translation>The same verdict stood already; noted as also reviewed</translation>
    </message>
    <message>
        <source>已采纳为您的决定</source>
        <translation>Adopted as your decision</translation>
    </message>
    <message>
        <source>没有收到服务器的答复。恢复连接后再点一次，不会重复生效。</source>
        <translation>No answer from the server. Try again once you are connected; it never counts twice.</translation>
    </message>
</context>
<context>
    <name>PeopleView</name>
    <message>
        <source>演示人员</source>
        <translation>Demo people</translation>
    </message>
</context>
<context>
    <name>PhoneView</name>
    <message>
        <source>请输入手机号</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>6 位短信验证码</source>
        <translation>6-digit SMS code</translation>
    </message>
    <message>
        <source>获取验证码</source>
        <translation>Send code</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>演示人员：点一下填入手机号</source>
        <translation>Demo people: click to fill in a phone number</translation>
    </message>
    <message>
        <source>手机号</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>验证码</source>
        <translation>SMS code</translation>
    </message>
    <message>
        <source>验证码已发送，5 分钟内有效</source>
        <translation>Code sent. It is valid for 5 minutes.</translation>
    </message>
    <message>
        <source>演示验证码 {code}，点此填入</source>
        <translation>Demo code {code}: click to fill in</translation>
    </message>
    <message>
        <source>{n} 秒后重发</source>
        <translation>Again in {n} s</translation>
    </message>
</context>
<context>
    <name>PicturesCard</name>
    <message>
        <source>并排查看</source>
        <translation>Side by side</translation>
    </message>
    <message>
        <source>这份材料的图片清单现在不在本机，请打开完整材料查看。</source>
        <translation>The list of this dossier’s pictures is not on this device now. Open the whole dossier to see them.</translation>
    </message>
    <message>
        <source>%1 处不同 · 其余 %2 张未变</source>
        <translation>%1 differ · %2 unchanged</translation>
    </message>
    <message>
        <source>旧</source>
        <translation>Old</translation>
    </message>
    <message>
        <source>新</source>
        <translation>New</translation>
    </message>
    <message>
        <source>打不开</source>
        <translation>Unreadable</translation>
    </message>
    <message>
        <source>图片打不开</source>
        <translation>The picture cannot be read</translation>
    </message>
    <message>
        <source>未存本机</source>
        <translation>Not kept here</translation>
    </message>
    <message>
        <source>我审核时所见</source>
        <translation>What I saw</translation>
    </message>
    <message>
        <source>服务器现状</source>
        <translation>On the server now</translation>
    </message>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>没有这张图片</source>
        <translation>No such picture</translation>
    </message>
</context>
<context>
    <name>PicturesView</name>
    <message>
        <source>附件图片</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>放大查看</source>
        <translation>Enlarge</translation>
    </message>
    <message>
        <source>放大查看 (空格)</source>
        <translation>Enlarge (Space)</translation>
    </message>
    <message>
        <source>并排对比</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>图片打不开，请联系考生重新上传</source>
        <translation>The picture cannot be opened; ask the applicant to upload it again</translation>
    </message>
    <message>
        <source>打不开</source>
        <translation>Unreadable</translation>
    </message>
    <message>
        <source>未缓存：%1</source>
        <translation>Not stored here: %1</translation>
    </message>
    <message>
        <source>未缓存</source>
        <translation>Not stored</translation>
    </message>
    <message>
        <source>%1 × %2 · %3 KB</source>
        <translation>%1 × %2 · %3 KB</translation>
    </message>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>姓名 · 证件号码 · 出生日期</source>
        <translation>name · ID number · birth date</translation>
    </message>
    <message>
        <source>姓名 · 毕业学校 · 毕业日期</source>
        <translation>name · school · graduation date</translation>
    </message>
    <message>
        <source>单位 · 起止时间 · 公章</source>
        <translation>unit · dates · official seal</translation>
    </message>
    <message>
        <source>人工对照：%1</source>
        <translation>Compare by eye: %1</translation>
    </message>
    <message>
        <source>%1 张 · 已缓存，可离线查看</source>
        <translation>%1 · stored, usable offline</translation>
    </message>
    <message>
        <source>%1 张 · 已缓存 %2 张</source>
        <translation>%1 · stored: %2</translation>
    </message>
    <message>
        <source>本机没有这份材料的图片清单</source>
        <translation>No list of pictures on this device</translation>
    </message>
</context>
<context>
    <name>PinView</name>
    <message>
        <source>至少 6 位</source>
        <translation>At least 6 characters</translation>
    </message>
    <message>
        <source>再输入一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>确认 PIN</source>
        <translation>Repeat PIN</translation>
    </message>
    <message>
        <source>设置离线 PIN</source>
        <translation>Set an offline PIN</translation>
    </message>
    <message>
        <source>这台电脑没有系统密钥库。PIN 用来加密本机的材料，断网时凭它打开。PIN 不会发给服务器，忘记后只能联网重新下载。</source>
        <translation>This computer has no system keyring. The PIN encrypts the dossiers on this device and opens them offline. It is never sent to the server; if you forget it, the data must be downloaded again online.</translation>
    </message>
    <message>
        <source>设置 PIN 并继续</source>
        <translation>Set PIN and continue</translation>
    </message>
    <message>
        <source>暂不设置，退出后本机数据作废</source>
        <translation>Not now; local data are discarded on quitting</translation>
    </message>
    <message>
        <source>用 PIN 解锁</source>
        <translation>Unlock with PIN</translation>
    </message>
    <message>
        <source>输入在这台电脑上设置的 PIN，打开本机保存的材料。</source>
        <translation>Enter the PIN you set on this computer to open the dossiers stored here.</translation>
    </message>
    <message>
        <source>解锁</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>忘记 PIN，重新下载（未发送的审核无法找回）</source>
        <translation>Forgot the PIN: download again (unsent reviews are lost)</translation>
    </message>
    <message>
        <source>PIN 至少 6 位。</source>
        <translation>The PIN needs at least 6 characters.</translation>
    </message>
    <message>
        <source>两次输入的 PIN 不一样。</source>
        <translation>The two PINs differ.</translation>
    </message>
</context>
<context>
    <name>ProofPanel</name>
    <message>
        <source>6 位短信验证码</source>
        <translation>6-digit SMS code</translation>
    </message>
    <message>
        <source>重新获取</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>验证码</source>
        <translation>SMS code</translation>
    </message>
    <message>
        <source>请再次确认是您本人</source>
        <translation>Please confirm that it is you</translation>
    </message>
    <message>
        <source>此操作会改变谁能审核材料。验证码发往您的手机 {phone}，填入后自动继续。</source>
        <translation>This changes who can review. A code goes to your phone {phone}; once it is filled in, the action goes on by itself.</translation>
    </message>
    <message>
        <source>验证码已发送，5 分钟内有效</source>
        <translation>Code sent. It is valid for 5 minutes.</translation>
    </message>
    <message>
        <source>请填写短信里的 6 位数字</source>
        <translation>Enter the 6 digits of the SMS</translation>
    </message>
    <message>
        <source>{n} 秒后重发</source>
        <translation>Again in {n} s</translation>
    </message>
</context>
<context>
    <name>QrPanel</name>
    <message>
        <source>刷新</source>
        <translation>Refresh</translation>
    </message>
</context>
<context>
    <name>ReadyView</name>
    <message>
        <source>离线准备</source>
        <translation>Ready for offline work</translation>
    </message>
    <message>
        <source>审核队列的图片在后台自动下载，任务包优先</source>
        <translation>Pictures of the queue come in the background, task packs first</translation>
    </message>
    <message>
        <source>离线可审</source>
        <translation>Ready offline</translation>
    </message>
    <message>
        <source>图片</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>已用 {size} / {quota}</source>
        <translation>{size} of {quota} used</translation>
    </message>
    <message>
        <source>已用 {size} / {quota}，其中 {pinned} 固定保留</source>
        <translation>{size} of {quota} used, {pinned} of it kept</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go on</translation>
    </message>
</context>
<context>
    <name>RemovalDialog</name>
    <message>
        <source>从单位移除</source>
        <translation>Remove from unit</translation>
    </message>
    <message>
        <source>%1 将与本单位解除绑定，可以到下一家单位重新申报。审核状态和实习进度会保留。</source>
        <translation>%1 leaves your unit and can apply again at the next one. Review status and practice record are kept.</translation>
    </message>
    <message>
        <source>例如：已调往其他单位</source>
        <translation>For example: moved to another unit</translation>
    </message>
    <message>
        <source>移除原因</source>
        <translation>Reason for removal</translation>
    </message>
    <message>
        <source>请填写移除原因</source>
        <translation>Enter the reason for removal</translation>
    </message>
</context>
<context>
    <name>ResultDialog</name>
    <message>
        <source>批量生成授权码</source>
        <translation>Generate codes</translation>
    </message>
    <message>
        <source>机构名称</source>
        <translation>Institution</translation>
    </message>
    <message>
        <source>授权码</source>
        <translation>Authorization code</translation>
    </message>
    <message>
        <source>有效至 / 原因</source>
        <translation>Valid until / reason</translation>
    </message>
    <message>
        <source>授权码只显示给发放的人，离线时看不到</source>
        <translation>Codes are shown only to the person who issued them, and only online</translation>
    </message>
    <message>
        <source>复制全部</source>
        <translation>Copy all</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>已复制 {n} 个授权码</source>
        <translation>Codes copied: {n}</translation>
    </message>
    <message>
        <source>已生成 {n} 个授权码，{m} 家没有生成，原因见表。</source>
        <translation>Codes generated: {n}. Institutions without one: {m}; the table says why.</translation>
    </message>
    <message>
        <source>已生成 {n} 个授权码，7 天内有效，每个只能用一次。</source>
        <translation>Codes generated: {n}. Each is valid for 7 days and can be used once.</translation>
    </message>
    <message>
        <source>已复制授权码 {code}</source>
        <translation>Authorization code {code} copied</translation>
    </message>
</context>
<context>
    <name>ResultPane</name>
    <message>
        <source>去发件箱</source>
        <translation>Open outbox</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>下一份</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>上一份</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>选结论</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>第 %1 / %2 份</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>共 %1 份 · 连续滚动</source>
        <translation>Dossiers: %1 · continuous scrolling</translation>
    </message>
</context>
<context>
    <name>RevokeDialog</name>
    <message>
        <source>解除授权</source>
        <translation>Revoke authorization</translation>
    </message>
    <message>
        <source>{manager} 将立即失去在 {organization} 的业务权限，已提交的审核记录不变。</source>
        <translation>{manager} loses all rights in this business at {organization} at once. Reviews already submitted stay as they are.</translation>
    </message>
    <message>
        <source>现业务管理人</source>
        <translation>The present business manager</translation>
    </message>
    <message>
        <source>例如：管理人已调离</source>
        <translation>For example: the manager has moved on</translation>
    </message>
    <message>
        <source>解除原因</source>
        <translation>Reason for revocation</translation>
    </message>
    <message>
        <source>请填写解除原因</source>
        <translation>Enter the reason for revocation</translation>
    </message>
    <message>
        <source>机构回到“未生成”，重新生成授权码后可绑定另一人</source>
        <translation>The institution goes back to “No code”; with a new code another person can follow</translation>
    </message>
    <message>
        <source>机构不再参与本业务，也不能审核考生，直到上级恢复</source>
        <translation>The institution no longer takes part and cannot review until the level above restores it</translation>
    </message>
    <message>
        <source>目的</source>
        <translation>Purpose</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
</context>
<context>
    <name>SecondsField</name>
    <message>
        <source>秒</source>
        <translation>s</translation>
    </message>
</context>
<context>
    <name>ServerPanel</name>
    <message>
        <source>更改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>服务器地址</source>
        <translation>Server address</translation>
    </message>
    <message>
        <source>连接</source>
        <translation>Connect</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>尚未设置</source>
        <translation>Not set</translation>
    </message>
    <message>
        <source>服务器</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>正在连接…</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>可连接 · {n} 毫秒 · 演示</source>
        <translation>Reachable · {n} ms · demo</translation>
    </message>
    <message>
        <source>可连接 · {n} 毫秒</source>
        <translation>Reachable · {n} ms</translation>
    </message>
    <message>
        <source>连不上 · 离线可用</source>
        <translation>Not reachable · offline works</translation>
    </message>
    <message>
        <source>不可用</source>
        <translation>Not available</translation>
    </message>
    <message>
        <source>请填写服务器地址</source>
        <translation>Enter the server address</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>语言 Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>立即生效</source>
        <translation>Takes effect at once</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>System</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>列表行高</source>
        <translation>Row height</translation>
    </message>
    <message>
        <source>舒适</source>
        <translation>Comfortable</translation>
    </message>
    <message>
        <source>紧凑</source>
        <translation>Compact</translation>
    </message>
    <message>
        <source>正在询问</source>
        <translation>Asking</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>外观与语言</source>
        <translation>Appearance and language</translation>
    </message>
    <message>
        <source>字号</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>服务器</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>要换服务器，请先退出登录；本机数据属于原服务器，不会混在一起。</source>
        <translation>To change the server, sign out first. Local data belong to their server and are never mixed.</translation>
    </message>
    <message>
        <source>关于</source>
        <translation>About</translation>
    </message>
    <message>
        <source>产品</source>
        <translation>Product</translation>
    </message>
    <message>
        <source>卫生人才机构端</source>
        <translation>Talent Desk</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>本机编号</source>
        <translation>Device number</translation>
    </message>
    <message>
        <source>数据位置</source>
        <translation>Data folder</translation>
    </message>
    <message>
        <source>本机数据已加密；退出登录后锁定。</source>
        <translation>Local data are encrypted and locked when you sign out.</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>可连接</source>
        <translation>Reachable</translation>
    </message>
    <message>
        <source>{version}（接口第 {api} 版）</source>
        <translation>{version} (API {api})</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>连接不上</source>
        <translation>Not reachable</translation>
    </message>
    <message>
        <source>材料 {n} 份，图片 {m} 张</source>
        <translation>Dossiers: {n}, pictures: {m}</translation>
    </message>
    <message>
        <source>本机数据</source>
        <translation>Local data</translation>
    </message>
    <message>
        <source>上次同步</source>
        <translation>Last sync</translation>
    </message>
    <message>
        <source>离线可用至</source>
        <translation>Offline until</translation>
    </message>
</context>
<context>
    <name>ShellPresenter</name>
    <message>
        <source>已撤回 {name} 的{act}，填过的内容还在。</source>
        <translation>Taken back: {name}, {act}. What you typed is still there.</translation>
    </message>
    <message>
        <source>待发 {n}</source>
        <translation>Queued {n}</translation>
    </message>
    <message>
        <source>冲突 {n}</source>
        <translation>Conflicts {n}</translation>
    </message>
    <message>
        <source>失败 {n}</source>
        <translation>Failed {n}</translation>
    </message>
    <message>
        <source>同步失败</source>
        <translation>Sync failed</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>正在下载…</source>
        <translation>Downloading…</translation>
    </message>
    <message>
        <source>同步中…</source>
        <translation>Syncing…</translation>
    </message>
    <message>
        <source>尚未同步</source>
        <translation>Not synced</translation>
    </message>
    <message>
        <source>已同步 {at}</source>
        <translation>Synced {at}</translation>
    </message>
    <message>
        <source>尚无离线数据</source>
        <translation>No offline data</translation>
    </message>
    <message>
        <source>离线数据 {at}</source>
        <translation>Offline data {at}</translation>
    </message>
    <message>
        <source>材料 {n} 份 · 图片 {percent} % 已缓存</source>
        <translation>Dossiers {n} · pictures {percent} % stored</translation>
    </message>
    <message>
        <source>{words} · 预取已暂停</source>
        <translation>{words} · fetching paused</translation>
    </message>
    <message>
        <source>正在同步…</source>
        <translation>Syncing…</translation>
    </message>
    <message>
        <source>下次重试 {at}</source>
        <translation>Next try {at}.</translation>
    </message>
    <message>
        <source>已重新同步：本机数据已与服务器重新对齐，发件箱和草稿没有变动</source>
        <translation>Synced anew: local data match the server again; outbox and drafts are untouched</translation>
    </message>
    <message>
        <source>上次同步成功 · {age}</source>
        <translation>Last sync succeeded · {age}</translation>
    </message>
    <message>
        <source>服务器不再接受这个版本；已保存的审核不会丢失，升级后自动发送。</source>
        <translation>The server no longer accepts this version. Saved reviews are not lost; they are sent after the upgrade.</translation>
    </message>
    <message>
        <source>需要升级</source>
        <translation>Upgrade needed</translation>
    </message>
    <message>
        <source>可以继续离线审核；重新登录后自动发送。</source>
        <translation>You can go on reviewing offline; reviews are sent once you sign in again.</translation>
    </message>
    <message>
        <source>登录已过期</source>
        <translation>Session expired</translation>
    </message>
    <message>
        <source>重新登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>本机数据到 {until} 锁定，请在此之前联网同步一次。</source>
        <translation>Local data lock at {until}; sync once online before then.</translation>
    </message>
    <message>
        <source>离线期限将到</source>
        <translation>Offline period ending</translation>
    </message>
    <message>
        <source>立即同步</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>与服务器相差 {n} 分钟，时间显示可能不准，请校准系统时间。</source>
        <translation>It is {n} min off the server’s; times may be shown wrongly. Please set the system clock.</translation>
    </message>
    <message>
        <source>本机时间不对</source>
        <translation>This computer’s clock is wrong</translation>
    </message>
    <message>
        <source>同步没有完成</source>
        <translation>Sync did not finish</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>可以继续审核，恢复后自动发送 {n} 份。</source>
        <translation>You can go on reviewing. To be sent once online: {n}.</translation>
    </message>
    <message>
        <source>可以继续审核，恢复后自动发送。</source>
        <translation>You can go on reviewing; reviews are sent once you are back online.</translation>
    </message>
    <message>
        <source>离线工作中</source>
        <translation>Working offline</translation>
    </message>
    <message>
        <source>立即重试</source>
        <translation>Retry now</translation>
    </message>
</context>
<context>
    <name>ShellView</name>
    <message>
        <source>首页</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>材料审核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>业务授权</source>
        <translation>Authorize</translation>
    </message>
    <message>
        <source>单位确认码</source>
        <translation>Unit code</translation>
    </message>
    <message>
        <source>发件箱</source>
        <translation>Outbox</translation>
    </message>
    <message>
        <source>未生效意见</source>
        <translation>Parked</translation>
    </message>
    <message>
        <source>离线任务包</source>
        <translation>Task packs</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>搜索人员</source>
        <translation>Search people</translation>
    </message>
    <message>
        <source>搜索本页</source>
        <translation>Search this page</translation>
    </message>
    <message>
        <source>切换页面</source>
        <translation>Switch page</translation>
    </message>
    <message>
        <source>立即同步</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>撤回最近一次还没发出的操作</source>
        <translation>Take back the last action not sent yet</translation>
    </message>
    <message>
        <source>新建任务包（在离线任务包页）</source>
        <translation>New task pack (on its page)</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Shortcuts</translation>
    </message>
    <message>
        <source>选择审核状态</source>
        <translation>Choose a decision</translation>
    </message>
    <message>
        <source>在备注里选择审核状态</source>
        <translation>Choose a decision from the remark</translation>
    </message>
    <message>
        <source>提交并下一份</source>
        <translation>Submit and next</translation>
    </message>
    <message>
        <source>取消，文字保留</source>
        <translation>Cancel, keep the text</translation>
    </message>
    <message>
        <source>下一份 / 上一份</source>
        <translation>Next / previous dossier</translation>
    </message>
    <message>
        <source>在列表中移动</source>
        <translation>Move in the list</translation>
    </message>
    <message>
        <source>放大图片</source>
        <translation>Enlarge the picture</translation>
    </message>
    <message>
        <source>下一个输入项</source>
        <translation>Next field</translation>
    </message>
    <message>
        <source>全局</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>审核</source>
        <translation>Reviewing</translation>
    </message>
    <message>
        <source>浏览</source>
        <translation>Moving about</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>SideView</name>
    <message>
        <source>附件图片</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>实习进度</source>
        <translation>Practice</translation>
    </message>
    <message>
        <source>导航</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>审核进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>%1 处已改</source>
        <translation>%1 edited</translation>
    </message>
    <message>
        <source>%1 张</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>本级</source>
        <translation>Your level</translation>
    </message>
    <message>
        <source>%1 / 12 个月</source>
        <translation>%1 / 12 mo</translation>
    </message>
    <message>
        <source>本单位（本次确认）</source>
        <translation>Your unit (this review)</translation>
    </message>
    <message>
        <source>本单位（已确认）</source>
        <translation>Your unit (confirmed)</translation>
    </message>
</context>
<context>
    <name>SidesView</name>
    <message>
        <source>作者的意见</source>
        <translation>The author&apos;s opinion</translation>
    </message>
    <message>
        <source>现状</source>
        <translation>How it stands</translation>
    </message>
    <message>
        <source>不同</source>
        <translation>Differs</translation>
    </message>
</context>
<context>
    <name>SignInPresenter</name>
    <message>
        <source>请先获取验证码。</source>
        <translation>Have a code sent first.</translation>
    </message>
    <message>
        <source>验证码是 6 位数字。</source>
        <translation>The code has 6 digits.</translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>English</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>手机快捷登录</source>
        <translation>Sign in by phone</translation>
    </message>
    <message>
        <source>正在打开本机数据</source>
        <translation>Opening local data</translation>
    </message>
    <message>
        <source>版本 {version}</source>
        <translation>Version {version}</translation>
    </message>
</context>
<context>
    <name>SplashView</name>
    <message>
        <source>卫生人才机构端</source>
        <translation>Talent Desk</translation>
    </message>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>快捷键</source>
        <translation>Shortcuts</translation>
    </message>
    <message>
        <source>字号 %1 %</source>
        <translation>Text %1 %</translation>
    </message>
</context>
<context>
    <name>SummaryCard</name>
    <message>
        <source>授权进度</source>
        <translation>Active institutions</translation>
    </message>
    <message>
        <source>/ {n} 家已授权</source>
        <translation>/ {n}</translation>
    </message>
    <message>
        <source>{n} 个授权码将在 2 天内过期</source>
        <translation>Codes expiring within 2 days: {n}</translation>
    </message>
</context>
<context>
    <name>TableCard</name>
    <message>
        <source>业务授权</source>
        <translation>Authorizations</translation>
    </message>
    <message>
        <source>批量生成授权码</source>
        <translation>Generate codes</translation>
    </message>
    <message>
        <source>取消选择</source>
        <translation>Clear selection</translation>
    </message>
    <message>
        <source>已选 {n} 家</source>
        <translation>Selected: {n}</translation>
    </message>
    <message>
        <source>其中 {n} 家还没有授权码</source>
        <translation>Without a code: {n}</translation>
    </message>
    <message>
        <source>所选机构都已有授权码或已授权</source>
        <translation>All selected institutions have a code or are authorized</translation>
    </message>
</context>
<context>
    <name>TasksCard</name>
    <message>
        <source>按紧急程度</source>
        <translation>Most urgent first</translation>
    </message>
    <message>
        <source>没有待办的事项</source>
        <translation>Nothing to do</translation>
    </message>
    <message>
        <source>{n} 份审核有冲突</source>
        <translation>Reviews in conflict: {n}</translation>
    </message>
    <message>
        <source>别人先给出了结论，或考生重新提交了内容</source>
        <translation>Somebody decided first, or the applicant resubmitted</translation>
    </message>
    <message>
        <source>去处理</source>
        <translation>Resolve</translation>
    </message>
    <message>
        <source>{n} 份审核未被接受</source>
        <translation>Reviews not accepted: {n}</translation>
    </message>
    <message>
        <source>内容保留在本机，改正后可再提交</source>
        <translation>Kept on this device; correct and submit again</translation>
    </message>
    <message>
        <source>{n} 份审核已交上级处理</source>
        <translation>Reviews passed up: {n}</translation>
    </message>
    <message>
        <source>发送时已没有权限，或审核期已结束</source>
        <translation>Sent without the right, or after the review period</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>View</translation>
    </message>
    <message>
        <source>{n} 份等待审核</source>
        <translation>Waiting for review: {n}</translation>
    </message>
    <message>
        <source>按提交的先后，从上次停下的地方开始</source>
        <translation>Oldest first, from where you stopped</translation>
    </message>
    <message>
        <source>去审核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>{n} 份暂不审核</source>
        <translation>Deferred: {n}</translation>
    </message>
    <message>
        <source>等待核验的结果，完成后再给结论</source>
        <translation>Waiting for a check; decide afterwards</translation>
    </message>
    <message>
        <source>{n} 份等考生修改</source>
        <translation>With the applicant: {n}</translation>
    </message>
    <message>
        <source>考生重新提交后会回到待审核</source>
        <translation>Pending again once resubmitted</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>%1 秒</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>TreeView</name>
    <message>
        <source>机构名称 / 编码 / 首字母</source>
        <translation>Name / code / initials</translation>
    </message>
    <message>
        <source>机构</source>
        <translation>Institutions</translation>
    </message>
    <message>
        <source>没有符合的机构</source>
        <translation>No matching institution</translation>
    </message>
    <message>
        <source>换一个名称、编码或首字母试试</source>
        <translation>Try another name, code or initials</translation>
    </message>
    <message>
        <source>全部收起</source>
        <translation>Collapse all</translation>
    </message>
</context>
<context>
    <name>TypedConfirmDialog</name>
    <message>
        <source>请输入“%1”以确认</source>
        <translation>Type “%1” to confirm</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>%1 秒后发出，之前可撤销</source>
        <translation>Sent in %1 s; can be undone until then</translation>
    </message>
</context>
<context>
    <name>ViewerSide</name>
    <message>
        <source>向左旋转 (Shift+R)</source>
        <translation>Rotate left (Shift+R)</translation>
    </message>
    <message>
        <source>向右旋转 (R)</source>
        <translation>Rotate right (R)</translation>
    </message>
</context>
<context>
    <name>_PersonPane</name>
    <message>
        <source>身份证实名</source>
        <translation>ID verified</translation>
    </message>
</context>
<context>
    <name>authorization</name>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>机构名称</source>
        <translation>Institution</translation>
    </message>
    <message>
        <source>机构编码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>机构确认码</source>
        <translation>Unit code</translation>
    </message>
    <message>
        <source>授权码</source>
        <translation>Auth. code</translation>
    </message>
    <message>
        <source>主管单位</source>
        <translation>Parent</translation>
    </message>
    <message>
        <source>机构类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>激活状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>激活日期</source>
        <translation>Activated</translation>
    </message>
    <message>
        <source>业务管理人</source>
        <translation>Manager</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>业务编码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>业务名称</source>
        <translation>Business</translation>
    </message>
    <message>
        <source>业务日期</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>用户名</source>
        <translation>User</translation>
    </message>
    <message>
        <source>用户手机号</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>授权码只在服务器上，离线时不能生成、授权或解除</source>
        <translation>Codes live only on the server: offline you cannot generate, authorize or revoke</translation>
    </message>
    <message>
        <source>生成授权码</source>
        <translation>Generate</translation>
    </message>
    <message>
        <source>换码</source>
        <translation>Renew</translation>
    </message>
    <message>
        <source>直接授权</source>
        <translation>Authorize</translation>
    </message>
    <message>
        <source>解除授权</source>
        <translation>Revoke</translation>
    </message>
    <message>
        <source>联网后可生成</source>
        <translation>Online only</translation>
    </message>
    <message>
        <source>单击复制；有效至 {at}，只能用一次</source>
        <translation>Click to copy; valid until {at}, for one use</translation>
    </message>
    <message>
        <source>已生成</source>
        <translation>Generated</translation>
    </message>
    <message>
        <source>只有发放授权码的人能看到它</source>
        <translation>Only the person who issued the code can see it</translation>
    </message>
    <message>
        <source>联网后显示</source>
        <translation>Online only</translation>
    </message>
    <message>
        <source>上一个授权码已过期</source>
        <translation>The last code has expired</translation>
    </message>
    <message>
        <source>已停用；由停用它的单位重新生成授权码后恢复</source>
        <translation>Stopped; resumes when the unit that stopped it generates a new code</translation>
    </message>
    <message>
        <source>需联网</source>
        <translation>Online only</translation>
    </message>
</context>
<context>
    <name>courier</name>
    <message>
        <source>这台设备还没有向服务器登记。联网同步一次就会自动登记，之后才能用文件往来。</source>
        <translation>This device is not registered with the server yet. One sync with a network registers it; after that files can travel.</translation>
    </message>
    <message>
        <source>将带出 {n} 份审核；带出后不能再直接撤回。</source>
        <translation>{n} decisions go out; after that they cannot simply be taken back.</translation>
    </message>
    <message>
        <source>没有待发的审核，只取回最新的材料和图片。</source>
        <translation>No decision waits; the file only asks for new dossiers and pictures.</translation>
    </message>
    <message>
        <source>另有 {n} 份还在撤回时间内，留在本机。</source>
        <translation>{n} more are within their undo time and stay here.</translation>
    </message>
    <message>
        <source>选择带回来的 .tdans 文件；重复导入没有影响。</source>
        <translation>Choose the .tdans file that came back; importing it twice does no harm.</translation>
    </message>
    <message>
        <source>第 {n} 号请求的回执已导入。</source>
        <translation>The answer to request {n} was taken in.</translation>
    </message>
    <message>
        <source>第 {n} 号请求的回执还没有导入。</source>
        <translation>The answer to request {n} has not been taken in yet.</translation>
    </message>
    <message>
        <source>带出 {n} 份审核，请求 {m} 张图片，{size}。请在 {until} 前送到能联网的机器上。</source>
        <translation>{n} decisions, {m} pictures asked for, {size}. Bring it to a machine with a network before {until}.</translation>
    </message>
    <message>
        <source>还有 {n} 份留在本机，下次再带。</source>
        <translation>{n} more stay here for the next file.</translation>
    </message>
    <message>
        <source>第 {n} 号请求已导出</source>
        <translation>Request {n} was exported</translation>
    </message>
    <message>
        <source>第 {n} 号请求的回执已导入</source>
        <translation>The answer to request {n} was taken in</translation>
    </message>
    <message>
        <source>{outcomes}。</source>
        <translation>{outcomes}.</translation>
    </message>
    <message>
        <source>已换上一套全新的材料。</source>
        <translation>All dossiers were loaded anew.</translation>
    </message>
    <message>
        <source>更新 {n} 条数据。</source>
        <translation>{n} rows updated.</translation>
    </message>
    <message>
        <source>收到 {n} 张图片。</source>
        <translation>{n} pictures arrived.</translation>
    </message>
    <message>
        <source>离线可用至 {at}。</source>
        <translation>Usable offline until {at}.</translation>
    </message>
    <message>
        <source>回执 {size}，只有写出请求的那台设备能打开；请带回去导入。</source>
        <translation>The answer of {size} can be opened only by the device that wrote the request; please take it back there.</translation>
    </message>
    <message>
        <source>已上传，回执已保存</source>
        <translation>Handed in; the answer is saved</translation>
    </message>
    <message>
        <source>{name} 没有完成</source>
        <translation>{name} did not go through</translation>
    </message>
</context>
<context>
    <name>hints</name>
    <message>
        <source>证件号校验通过</source>
        <translation>ID number valid</translation>
    </message>
    <message>
        <source>证件号校验不通过</source>
        <translation>ID number invalid</translation>
    </message>
    <message>
        <source>出生日期与证件号不一致</source>
        <translation>Birth date differs from the ID</translation>
    </message>
    <message>
        <source>性别与证件号不一致</source>
        <translation>Sex differs from the ID</translation>
    </message>
    <message>
        <source>学历符合级别</source>
        <translation>Education fits the level</translation>
    </message>
    <message>
        <source>学历低于级别要求</source>
        <translation>Education below the level</translation>
    </message>
    <message>
        <source>专科须有执业助理年限</source>
        <translation>College: assistant licence years needed</translation>
    </message>
    <message>
        <source>实习起止时间填写有误</source>
        <translation>Practice dates wrong</translation>
    </message>
    <message>
        <source>实习满 12 个月</source>
        <translation>Practice complete: 12 months</translation>
    </message>
    <message>
        <source>截止日前可满 12 个月，还差 %1</source>
        <translation>12 months by the cut-off, %1 to go</translation>
    </message>
    <message>
        <source>到截止日差 %1</source>
        <translation>Short by %1 at the cut-off</translation>
    </message>
    <message>
        <source>与其他单位重叠 %1</source>
        <translation>Overlaps other units by %1</translation>
    </message>
    <message>
        <source>实习有间断</source>
        <translation>Gaps in practice</translation>
    </message>
    <message>
        <source>实习早于毕业时间</source>
        <translation>Practice before graduation</translation>
    </message>
    <message>
        <source>实习起始比上次早 %1</source>
        <translation>Practice now starts %1 earlier</translation>
    </message>
    <message>
        <source>实习起始比上次晚 %1</source>
        <translation>Practice now starts %1 later</translation>
    </message>
    <message>
        <source>实习结束比上次早 %1</source>
        <translation>Practice now ends %1 earlier</translation>
    </message>
    <message>
        <source>实习结束比上次晚 %1</source>
        <translation>Practice now ends %1 later</translation>
    </message>
    <message>
        <source>与考生填写的时间不同</source>
        <translation>Differs from the applicant’s dates</translation>
    </message>
    <message>
        <source>缺 %1</source>
        <translation>Missing: %1</translation>
    </message>
    <message>
        <source>%1 个月</source>
        <translation>%1 mo</translation>
    </message>
    <message>
        <source>%1 天</source>
        <translation>%1 d</translation>
    </message>
</context>
<context>
    <name>kept_list</name>
    <message>
        <source>考生</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Institution</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>审核意见</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>审核备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
</context>
<context>
    <name>outbox</name>
    <message>
        <source>{name}（您）</source>
        <translation>{name} (you)</translation>
    </message>
    <message>
        <source>审核备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>审核人</source>
        <translation>Reviewer</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>实习时间</source>
        <translation>Practice</translation>
    </message>
    <message>
        <source>审核状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>实习开始</source>
        <translation>Practice from</translation>
    </message>
    <message>
        <source>实习结束</source>
        <translation>Practice to</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>In all</translation>
    </message>
    <message>
        <source>已不在本单位的范围</source>
        <translation>No longer in your unit’s scope</translation>
    </message>
    <message>
        <source>材料</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>{n} 张</source>
        <translation>{n}</translation>
    </message>
    <message>
        <source>清单不在本机</source>
        <translation>List not on this device</translation>
    </message>
    <message>
        <source>{n} 张，其中 {m} 处不同</source>
        <translation>{n}, of which {m} differ</translation>
    </message>
    <message>
        <source>图片</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>提交状态</source>
        <translation>Submission</translation>
    </message>
    <message>
        <source>第 {n} 版</source>
        <translation>Version {n}</translation>
    </message>
    <message>
        <source>资料版本</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Taken back</translation>
    </message>
    <message>
        <source>已被后一次取代</source>
        <translation>Superseded</translation>
    </message>
    <message>
        <source>已采用服务器</source>
        <translation>Server’s used</translation>
    </message>
    <message>
        <source>已按我的决定重发</source>
        <translation>Sent again</translation>
    </message>
    <message>
        <source>已重新审核</source>
        <translation>Reviewed again</translation>
    </message>
    <message>
        <source>已收起</source>
        <translation>Put away</translation>
    </message>
    <message>
        <source>{n} 秒</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} 分钟</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>可重新处理</source>
        <translation>Ready again</translation>
    </message>
    <message>
        <source>冲突 · 可批量</source>
        <translation>Conflict · in bulk</translation>
    </message>
    <message>
        <source>发送失败</source>
        <translation>Sending failed</translation>
    </message>
    <message>
        <source>还可撤回 {left}</source>
        <translation>Take back {left}</translation>
    </message>
    <message>
        <source>还可撤回 {left}，到 {at} 自动发送；按 Ctrl+Z 也能撤回。</source>
        <translation>Can be taken back for {left}, with Ctrl+Z too; sent at {at}.</translation>
    </message>
    <message>
        <source>已发出，正在等服务器的答复；答复没到也不会重复生效。</source>
        <translation>Sent; waiting for the server’s answer. It takes effect only once even if the answer is lost.</translation>
    </message>
    <message>
        <source>马上第 {n} 次尝试。</source>
        <translation>Attempt {n} at once.</translation>
    </message>
    <message>
        <source>{left}后第 {n} 次尝试。</source>
        <translation>Attempt {n} in {left}.</translation>
    </message>
    <message>
        <source>{act}（{at}，{state}）</source>
        <translation>{act} ({at}, {state})</translation>
    </message>
    <message>
        <source>{at} {what}</source>
        <translation>{at} {what}</translation>
    </message>
    <message>
        <source>等待发送；离线时恢复连接后自动发送。</source>
        <translation>Waiting to be sent; offline, it goes once you are back online.</translation>
    </message>
    <message>
        <source>{at} {what}。</source>
        <translation>{at}: {what}.</translation>
    </message>
    <message>
        <source>已收下，没有生效</source>
        <translation>Received, not applied</translation>
    </message>
    <message>
        <source>需要改正</source>
        <translation>To be corrected</translation>
    </message>
    <message>
        <source>内容和图片与您审核时一样，也没有相反的结论；可以批量处理。</source>
        <translation>Fields and pictures are as you saw them, and no other opinion stands; it can be settled in bulk.</translation>
    </message>
    <message>
        <source>没有实质变化</source>
        <translation>Nothing of substance changed</translation>
    </message>
    <message>
        <source>这一步排在“{parent}”之后，前一步没有生效，所以这一步也没有。</source>
        <translation>This step follows “{parent}”, which was not applied, so neither was this one.</translation>
    </message>
    <message>
        <source>前一步没有生效</source>
        <translation>The step before was not applied</translation>
    </message>
    <message>
        <source>不能“{way}”：{why}</source>
        <translation>“{way}” is not possible: {why}</translation>
    </message>
    <message>
        <source>仍按我的决定</source>
        <translation>Keep my decision</translation>
    </message>
    <message>
        <source>改正后再提交</source>
        <translation>Correct and resubmit</translation>
    </message>
    <message>
        <source>再看一次</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>重新审核</source>
        <translation>Review again</translation>
    </message>
    <message>
        <source>采用服务器</source>
        <translation>Use the server’s</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Put away</translation>
    </message>
    <message>
        <source>先撤回“允许修改”，再提交同样的结论；两步都记入进度。</source>
        <translation>Takes “Returned” back, then submits the same decision; both are recorded.</translation>
    </message>
    <message>
        <source>以现在的版本再提交一次同样的内容，写入审核进度。</source>
        <translation>Submits the same again on the version that stands now, and records it.</translation>
    </message>
    <message>
        <source>放弃我的决定；备注留在发件箱的“已完成”里，可再取用。</source>
        <translation>Drops my decision. The remark stays under “Done” in the outbox for later use.</translation>
    </message>
    <message>
        <source>移到“已完成”，内容仍保留在本机。</source>
        <translation>Moves it to “Done”; its content stays on this device.</translation>
    </message>
    <message>
        <source>打开审核栏，停在要改的地方；填过的都带入。</source>
        <translation>Opens the decision bar at the place to correct, with all you typed.</translation>
    </message>
    <message>
        <source>打开最新资料，看过再决定要不要再做一次。推荐。</source>
        <translation>Opens the latest dossier; look, then decide whether to do it again. Recommended.</translation>
    </message>
    <message>
        <source>打开最新资料；要改结论，先撤回本级结论。备注已带入。</source>
        <translation>Opens the latest dossier; to change the decision, take it back first. Your remark is filled in.</translation>
    </message>
    <message>
        <source>打开最新资料，结论和备注已带入，看过再提交。推荐。</source>
        <translation>Opens the latest dossier with your decision and remark filled in. Look again, then submit. Recommended.</translation>
    </message>
    <message>
        <source>内容请重新看过；原来的结论和备注已为您留着。</source>
        <translation>Look at it again; your decision and remark are kept.</translation>
    </message>
    <message>
        <source>考生已重新提交，可以重新处理</source>
        <translation>Handed in again, ready to settle</translation>
    </message>
    <message>
        <source>这一项会留在待处理里，考生重新提交后自动提醒您。</source>
        <translation>This item stays here; you are told once the applicant hands it in again.</translation>
    </message>
    <message>
        <source>考生已撤回这份材料</source>
        <translation>The applicant withdrew this dossier</translation>
    </message>
    <message>
        <source>本单位业务管理人或上级可以在自己的客户端采用它；收起不影响他们。</source>
        <translation>Your unit’s manager or a superior can adopt it; putting it away here does not affect them.</translation>
    </message>
    <message>
        <source>别人先审了这份材料</source>
        <translation>Somebody else reviewed this first</translation>
    </message>
    <message>
        <source>本级另一位审核人</source>
        <translation>Another reviewer of your level</translation>
    </message>
    <message>
        <source>您在另一台设备上已审核</source>
        <translation>You reviewed this on another device</translation>
    </message>
    <message>
        <source>您用“{device}”</source>
        <translation>You, on “{device}”,</translation>
    </message>
    <message>
        <source>{who} {at} 已提交“{theirs}”；您 {mine_at} 选了“{mine}”。{next}</source>
        <translation>{who} submitted “{theirs}” at {at}; you chose “{mine}” at {mine_at}. {next}</translation>
    </message>
    <message>
        <source>两份备注都保留。</source>
        <translation>Both remarks are kept.</translation>
    </message>
    <message>
        <source>实习时间不同</source>
        <translation>Practice differs</translation>
    </message>
    <message>
        <source>已换</source>
        <translation>Replaced</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Removed</translation>
    </message>
    <message>
        <source>图片对照</source>
        <translation>Pictures compared</translation>
    </message>
</context>
<context>
    <name>parked</name>
    <message>
        <source>对象</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>作者</source>
        <translation>Author</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>审核备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>实习时间</source>
        <translation>Practice</translation>
    </message>
    <message>
        <source>审核人</source>
        <translation>Reviewer</translation>
    </message>
    <message>
        <source>提交状态</source>
        <translation>Submission</translation>
    </message>
    <message>
        <source>意见到服务器时，{who} 已没有审核权限，所以没有生效。</source>
        <translation>When the opinion reached the server, {who} had no right to review any more, so it had no effect.</translation>
    </message>
    <message>
        <source>意见到服务器时，材料已不在 {who} 的管理范围，所以没有生效。</source>
        <translation>When the opinion reached the server, the dossier had left the scope of {who}, so it had no effect.</translation>
    </message>
    <message>
        <source>{who} 的意见在审核期之外才到服务器，所以没有生效。</source>
        <translation>The opinion of {who} reached the server outside the review period, so it had no effect.</translation>
    </message>
    <message>
        <source>材料仍是作者当时所见的版本。</source>
        <translation>The dossier is still the version that the author saw.</translation>
    </message>
    <message>
        <source>作者看过之后，材料又有了新的审核。</source>
        <translation>The dossier was reviewed again after the author saw it.</translation>
    </message>
    <message>
        <source>作者看过之后，考生改过资料，请看过最新资料再决定。</source>
        <translation>The applicant changed the dossier after the author saw it. Please look at it before you decide.</translation>
    </message>
    <message>
        <source>不能比较作者当时所见与现在的资料。</source>
        <translation>What the author saw cannot be compared with what there is now.</translation>
    </message>
    <message>
        <source>考生刚改过资料，没有采纳。请看过最新资料再决定。</source>
        <translation>Not adopted: the applicant has just changed the dossier. Please look at it before you decide.</translation>
    </message>
    <message>
        <source>本级刚有了另一个结论，没有采纳。</source>
        <translation>Not adopted: another verdict has just been given at this level.</translation>
    </message>
    <message>
        <source>已有“审核不通过”，不能再采纳别的结论。</source>
        <translation>Refused already: no other verdict can be adopted.</translation>
    </message>
    <message>
        <source>考生已撤回申报，没有采纳。</source>
        <translation>Not adopted: the applicant withdrew the application.</translation>
    </message>
    <message>
        <source>材料已不归该单位审核，没有采纳。</source>
        <translation>Not adopted: that unit no longer reviews this dossier.</translation>
    </message>
    <message>
        <source>材料已不在您的范围，没有采纳。</source>
        <translation>Not adopted: the dossier has left your scope.</translation>
    </message>
    <message>
        <source>下级还没有审核通过，没有采纳。</source>
        <translation>Not adopted: the level below has not approved it yet.</translation>
    </message>
    <message>
        <source>本级已审核通过，但实习时间不同，没有采纳。</source>
        <translation>Not adopted: approved at this level already, with another practice period.</translation>
    </message>
    <message>
        <source>现在不在审核期内，只有上级可以采纳。</source>
        <translation>Outside the review period only a superior can adopt it.</translation>
    </message>
    <message>
        <source>不在范围内</source>
        <translation>Out of scope</translation>
    </message>
    <message>
        <source>正在取得最新资料，取得后才能采纳。</source>
        <translation>The newest data are on their way; you can adopt once they are here.</translation>
    </message>
    <message>
        <source>审核期之外的意见由上级处理。</source>
        <translation>Opinions from outside the review period are for your superior.</translation>
    </message>
    <message>
        <source>这是您本人的意见，不能由您自己在上级处理。</source>
        <translation>This opinion is your own: you cannot answer it from above.</translation>
    </message>
    <message>
        <source>撤回和移除不能采纳：请打开材料，按现在的情况处理。</source>
        <translation>Retractions and removals cannot be adopted: open the dossier and act on what you see.</translation>
    </message>
    <message>
        <source>材料已不在您的范围，不能采纳。</source>
        <translation>The dossier has left your scope, so it cannot be adopted.</translation>
    </message>
    <message>
        <source>材料已不归该单位审核，不能采纳。</source>
        <translation>That unit no longer reviews this dossier, so it cannot be adopted.</translation>
    </message>
    <message>
        <source>意见缺少备注或实习时间，不能采纳：请打开材料，自己审核。</source>
        <translation>The opinion lacks a remark or the practice period, so it cannot be adopted: open the dossier and review it yourself.</translation>
    </message>
</context>
<context>
    <name>phrases</name>
    <message>
        <source>待核实原件</source>
        <translation>Originals to be checked</translation>
    </message>
    <message>
        <source>待学历认证报告</source>
        <translation>Waiting for the education report</translation>
    </message>
    <message>
        <source>待原单位回函</source>
        <translation>Waiting for the former unit’s reply</translation>
    </message>
    <message>
        <source>试用期考核证明未加盖单位公章（部门章无效）</source>
        <translation>Probation certificate lacks the institution’s seal (a department’s seal does not count)</translation>
    </message>
    <message>
        <source>缺法定代表人签字</source>
        <translation>Signature of the legal representative missing</translation>
    </message>
    <message>
        <source>试用起止时间不足一年</source>
        <translation>Probation shorter than one year</translation>
    </message>
    <message>
        <source>试用期与报考类别不一致</source>
        <translation>Probation does not match the category</translation>
    </message>
    <message>
        <source>证明非当年开具</source>
        <translation>Certificate not issued this year</translation>
    </message>
    <message>
        <source>备案表已过有效期</source>
        <translation>Education record expired</translation>
    </message>
    <message>
        <source>毕业证照片不清晰或缺页</source>
        <translation>Diploma picture unclear or incomplete</translation>
    </message>
    <message>
        <source>身份证反面缺失或已过期</source>
        <translation>Back of the ID card missing or expired</translation>
    </message>
    <message>
        <source>证件照非白底或非近期</source>
        <translation>Portrait not recent or not on white</translation>
    </message>
    <message>
        <source>姓名与身份证不一致</source>
        <translation>Name differs from the ID card</translation>
    </message>
    <message>
        <source>专业名称填写与毕业证不符</source>
        <translation>Major differs from the diploma</translation>
    </message>
    <message>
        <source>多单位试用缺原单位证明</source>
        <translation>Former unit’s certificate missing</translation>
    </message>
    <message>
        <source>应届生缺报考承诺书</source>
        <translation>Graduate’s commitment missing</translation>
    </message>
    <message>
        <source>图片倒置</source>
        <translation>Picture upside down</translation>
    </message>
    <message>
        <source>所学专业不属报考依据</source>
        <translation>Major does not qualify</translation>
    </message>
    <message>
        <source>毕业证注明非医学方向</source>
        <translation>Diploma states a non-medical field</translation>
    </message>
    <message>
        <source>非本单位试用人员</source>
        <translation>Not on probation at this unit</translation>
    </message>
    <message>
        <source>学历网上查验无此记录</source>
        <translation>Education not found in the online register</translation>
    </message>
    <message>
        <source>助理执业年限不足</source>
        <translation>Too few years as assistant physician</translation>
    </message>
    <message>
        <source>重复申报</source>
        <translation>Applied twice</translation>
    </message>
</context>
<context>
    <name>prefetch</name>
    <message>
        <source>预取已暂停</source>
        <translation>Fetching ahead is paused</translation>
    </message>
    <message>
        <source>预取已暂停：按流量计费的网络</source>
        <translation>Fetching ahead is paused: metered network</translation>
    </message>
    <message>
        <source>预取已暂停：网速较慢</source>
        <translation>Fetching ahead is paused: slow network</translation>
    </message>
    <message>
        <source>预取已停止：磁盘已满，请清理磁盘后继续</source>
        <translation>Fetching ahead has stopped: the disk is full; make room, then go on</translation>
    </message>
    <message>
        <source>正在预取，还差 {n} 张</source>
        <translation>Fetching ahead, {n} to come</translation>
    </message>
    <message>
        <source>图片配额已满，{n} 张没有预取；可在设置中调大</source>
        <translation>The picture quota is full, {n} were not fetched; it can be raised in the settings</translation>
    </message>
    <message>
        <source>服务器没有给出 {n} 张图片；打开材料时会再试</source>
        <translation>The server did not give {n} pictures; opening the dossier tries again</translation>
    </message>
    <message>
        <source>还差 {n} 张，连上服务器后继续</source>
        <translation>{n} to come once the server is reached</translation>
    </message>
    <message>
        <source>图片已备齐，断网也能审</source>
        <translation>All pictures are here: review without a network</translation>
    </message>
    <message>
        <source>{text}{more}</source>
        <translation>{text} {more}</translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>请稍后再试。</source>
        <translation>Please try again later.</translation>
    </message>
    <message>
        <source>请升级客户端。</source>
        <translation>Please upgrade the client.</translation>
    </message>
    <message>
        <source>请重新登录。</source>
        <translation>Please sign in again.</translation>
    </message>
    <message>
        <source>请重新获取验证码。</source>
        <translation>Please have a new code sent.</translation>
    </message>
    <message>
        <source>请按 F5 同步后再看。</source>
        <translation>Press F5 to sync, then look again.</translation>
    </message>
    <message>
        <source>请联系上级管理员。</source>
        <translation>Please contact the administrator above you.</translation>
    </message>
    <message>
        <source>摆渡文件已损坏或被改动，服务器没有接受。</source>
        <translation>The courier file is damaged or was changed; the server did not accept it.</translation>
    </message>
    <message>
        <source>请从原机器重新拷贝一份。</source>
        <translation>Copy it again from the computer that wrote it.</translation>
    </message>
    <message>
        <source>这台服务器不认识写出这份摆渡文件的设备。</source>
        <translation>This server does not know the device that wrote this courier file.</translation>
    </message>
    <message>
        <source>请核对服务器地址；那台设备须先联网同步一次。</source>
        <translation>Check the server address; that device has to sync online once first.</translation>
    </message>
    <message>
        <source>这台设备的摆渡登记已被停用，文件里的审核没有生效。</source>
        <translation>This device&apos;s courier keys were ended; the decisions in the file did not take effect.</translation>
    </message>
    <message>
        <source>请联网同步一次，审核会随之发送。</source>
        <translation>Sync online once; the decisions are sent with it.</translation>
    </message>
    <message>
        <source>摆渡文件到达时已过期，里面的审核没有生效。</source>
        <translation>The courier file had expired on arrival; the decisions in it did not take effect.</translation>
    </message>
    <message>
        <source>请核对本机时间，重新导出一份；审核都还在。</source>
        <translation>Check this computer&apos;s clock and export another one; the decisions are all still here.</translation>
    </message>
    <message>
        <source>这台设备还没有登记，不能写摆渡文件。</source>
        <translation>This device is not registered yet and cannot write courier files.</translation>
    </message>
    <message>
        <source>请先联网同步一次。</source>
        <translation>Sync online once first.</translation>
    </message>
    <message>
        <source>这不是摆渡文件。</source>
        <translation>This is not a courier file.</translation>
    </message>
    <message>
        <source>请选择 .tdreq 或 .tdans 文件。</source>
        <translation>Choose a .tdreq or .tdans file.</translation>
    </message>
    <message>
        <source>摆渡文件不完整，没有写入任何内容。</source>
        <translation>The courier file is incomplete; nothing was taken in.</translation>
    </message>
    <message>
        <source>请重新拷贝一份。</source>
        <translation>Copy it again.</translation>
    </message>
    <message>
        <source>摆渡文件超出了允许的大小。</source>
        <translation>The courier file is larger than allowed.</translation>
    </message>
    <message>
        <source>这是摆渡请求，不是回执。</source>
        <translation>This is a courier request, not an answer.</translation>
    </message>
    <message>
        <source>请先把它带到能联网的机器上换取回执。</source>
        <translation>Take it to a computer with network first, to get the answer.</translation>
    </message>
    <message>
        <source>这是摆渡回执，不用上传。</source>
        <translation>This is a courier answer; it need not be uploaded.</translation>
    </message>
    <message>
        <source>请带回原机器导入。</source>
        <translation>Take it back to the computer that asked, and import it there.</translation>
    </message>
    <message>
        <source>这份回执不是本系统服务器签发的，没有写入任何内容。</source>
        <translation>This answer was not signed by this system&apos;s server; nothing was taken in.</translation>
    </message>
    <message>
        <source>这份回执是给另一台设备或另一个单位的。</source>
        <translation>This answer is for another device or another institution.</translation>
    </message>
    <message>
        <source>请交给写出请求的那台机器。</source>
        <translation>Hand it to the computer that wrote the request.</translation>
    </message>
    <message>
        <source>这份回执已过离线使用期限，没有写入任何内容。</source>
        <translation>The offline period of this answer is over; nothing was taken in.</translation>
    </message>
    <message>
        <source>请核对本机时间，重新导出请求。</source>
        <translation>Check this computer&apos;s clock and export another request.</translation>
    </message>
    <message>
        <source>回执与本机数据核对不一致：审核结果已记下，材料没有更新。</source>
        <translation>The answer does not agree with the data here: results were noted, materials were not updated.</translation>
    </message>
    <message>
        <source>请重新导出请求，下次会带回全部数据。</source>
        <translation>Export another request; it will bring back all data.</translation>
    </message>
    <message>
        <source>这份回执已经导入过，没有变化。</source>
        <translation>This answer was imported before; nothing changed.</translation>
    </message>
    <message>
        <source>本机数据比这份回执新：审核结果已记下，材料没有更新。</source>
        <translation>The data here are newer than this answer: results were noted, materials were not updated.</translation>
    </message>
    <message>
        <source>文件打不开。</source>
        <translation>The file cannot be opened.</translation>
    </message>
    <message>
        <source>请检查 U 盘或文件夹后再试。</source>
        <translation>Check the drive or folder and try again.</translation>
    </message>
    <message>
        <source>文件写不进去。</source>
        <translation>The file cannot be written.</translation>
    </message>
    <message>
        <source>请换一个可以写入的位置。</source>
        <translation>Choose a place that can be written to.</translation>
    </message>
    <message>
        <source>请检查后再试。</source>
        <translation>Please check and try again.</translation>
    </message>
    <message>
        <source>请到发件箱对照后决定。</source>
        <translation>Compare in the outbox, then decide.</translation>
    </message>
    <message>
        <source>服务器看不懂这次请求。</source>
        <translation>The server does not understand this request.</translation>
    </message>
    <message>
        <source>没有找到，可能已移出您的管理范围。</source>
        <translation>Not found; it may have left your scope.</translation>
    </message>
    <message>
        <source>服务器不支持这个操作。</source>
        <translation>The server does not support this action.</translation>
    </message>
    <message>
        <source>您没有这项操作的权限。</source>
        <translation>You have no right to do this.</translation>
    </message>
    <message>
        <source>没有选定单位和业务。</source>
        <translation>No unit and business are chosen.</translation>
    </message>
    <message>
        <source>请选择管理业务后再试。</source>
        <translation>Choose a business and try again.</translation>
    </message>
    <message>
        <source>尚未登录。</source>
        <translation>You are not signed in.</translation>
    </message>
    <message>
        <source>登录已过期。</source>
        <translation>Your session has expired.</translation>
    </message>
    <message>
        <source>账号已停用，本机的材料已清除，发件箱保留。</source>
        <translation>Your account is disabled. The dossiers on this device were removed; the outbox is kept.</translation>
    </message>
    <message>
        <source>这项操作需要再次验证身份。</source>
        <translation>This action needs another proof of identity.</translation>
    </message>
    <message>
        <source>请输入短信验证码。</source>
        <translation>Please enter the SMS code.</translation>
    </message>
    <message>
        <source>验证码不正确。</source>
        <translation>The SMS code is wrong.</translation>
    </message>
    <message>
        <source>请核对后重新输入。</source>
        <translation>Check it and enter it again.</translation>
    </message>
    <message>
        <source>验证码已过期。</source>
        <translation>The SMS code has expired.</translation>
    </message>
    <message>
        <source>验证码输错次数过多，已作废。</source>
        <translation>Too many wrong attempts; the SMS code is void.</translation>
    </message>
    <message>
        <source>操作太频繁。</source>
        <translation>Too many requests.</translation>
    </message>
    <message>
        <source>客户端版本过低，服务器不再接受。</source>
        <translation>This version is too old for the server.</translation>
    </message>
    <message>
        <source>请升级客户端；已保存的审核不会丢失。</source>
        <translation>Please upgrade the client; saved reviews are not lost.</translation>
    </message>
    <message>
        <source>本机数据与服务器对不上，正在重新下载。</source>
        <translation>Local data do not match the server; downloading again.</translation>
    </message>
    <message>
        <source>本机数据太旧，正在重新下载。</source>
        <translation>Local data are too old; downloading again.</translation>
    </message>
    <message>
        <source>您的管理范围有变化，正在重新下载。</source>
        <translation>Your scope has changed; downloading again.</translation>
    </message>
    <message>
        <source>服务器数据已重建，正在重新下载。</source>
        <translation>The server’s data were rebuilt; downloading again.</translation>
    </message>
    <message>
        <source>一次提交的内容太多。</source>
        <translation>Too much was submitted at once.</translation>
    </message>
    <message>
        <source>请减少数量后再试。</source>
        <translation>Try again with less.</translation>
    </message>
    <message>
        <source>服务器不接受这种格式。</source>
        <translation>The server does not accept this format.</translation>
    </message>
    <message>
        <source>图片在服务器上已更换。</source>
        <translation>The picture was replaced on the server.</translation>
    </message>
    <message>
        <source>该机构已有业务管理人。</source>
        <translation>This institution already has a business manager.</translation>
    </message>
    <message>
        <source>如需更换，请先解除授权。</source>
        <translation>To change it, revoke the authorization first.</translation>
    </message>
    <message>
        <source>该机构还没有授权码。</source>
        <translation>This institution has no authorization code yet.</translation>
    </message>
    <message>
        <source>请先生成授权码。</source>
        <translation>Generate a code first.</translation>
    </message>
    <message>
        <source>该机构尚未授权，没有可解除的业务管理人。</source>
        <translation>This institution is not authorized; there is no business manager to revoke.</translation>
    </message>
    <message>
        <source>该机构的这项业务已停用。</source>
        <translation>This business is stopped at this institution.</translation>
    </message>
    <message>
        <source>没有这个身份证号的注册用户。</source>
        <translation>No registered user has this ID number.</translation>
    </message>
    <message>
        <source>请本人先注册并完成实名认证。</source>
        <translation>The person has to register and verify their identity first.</translation>
    </message>
    <message>
        <source>此人还没有完成实名认证。</source>
        <translation>This person’s identity is not verified yet.</translation>
    </message>
    <message>
        <source>请本人先以身份证完成实名认证。</source>
        <translation>The person has to verify their identity with a resident ID card first.</translation>
    </message>
    <message>
        <source>核对结果已过期。</source>
        <translation>The match has expired.</translation>
    </message>
    <message>
        <source>请重新输入身份证号核对。</source>
        <translation>Enter the ID number again.</translation>
    </message>
    <message>
        <source>输入的机构名称与要解除的机构不一致。</source>
        <translation>The typed name differs from the institution’s.</translation>
    </message>
    <message>
        <source>请照原名输入。</source>
        <translation>Type the name exactly as shown.</translation>
    </message>
    <message>
        <source>没有填写原因。</source>
        <translation>The reason is missing.</translation>
    </message>
    <message>
        <source>请填写原因。</source>
        <translation>Please enter a reason.</translation>
    </message>
    <message>
        <source>服务器磁盘已满，暂时收不下；本机已保存的审核不会丢失。</source>
        <translation>The server&apos;s disk is full, so it cannot take anything in for now; reviews saved here are not lost.</translation>
    </message>
    <message>
        <source>请通知平台管理员腾出空间，之后会自动重新发送。</source>
        <translation>Ask the platform administrator to free space; it is sent again by itself afterwards.</translation>
    </message>
    <message>
        <source>服务器正忙。</source>
        <translation>The server is busy.</translation>
    </message>
    <message>
        <source>服务器出错了。</source>
        <translation>The server had an error.</translation>
    </message>
    <message>
        <source>请稍后再试；已保存的审核不会丢失。</source>
        <translation>Please try again later; saved reviews are not lost.</translation>
    </message>
    <message>
        <source>连不上服务器。</source>
        <translation>The server cannot be reached.</translation>
    </message>
    <message>
        <source>可以继续离线工作，恢复后自动发送。</source>
        <translation>You can go on offline; reviews are sent once you are back online.</translation>
    </message>
    <message>
        <source>没有等到服务器的回答。</source>
        <translation>The server’s answer did not arrive.</translation>
    </message>
    <message>
        <source>下次同步时会核对结果，不会重复生效。</source>
        <translation>The next sync checks the result; nothing takes effect twice.</translation>
    </message>
    <message>
        <source>服务器的证书不受信任，没有建立连接。</source>
        <translation>The server’s certificate is not trusted; no connection was made.</translation>
    </message>
    <message>
        <source>请核对服务器地址，或联系网络管理员。</source>
        <translation>Check the server address or ask your network administrator.</translation>
    </message>
    <message>
        <source>服务器地址没有加密。</source>
        <translation>The server address is not encrypted.</translation>
    </message>
    <message>
        <source>请使用以 https:// 开头的地址。</source>
        <translation>Use an address that begins with https://.</translation>
    </message>
    <message>
        <source>服务器地址不完整。</source>
        <translation>The server address is incomplete.</translation>
    </message>
    <message>
        <source>请填写如 https://talent.example.cn 的地址。</source>
        <translation>Enter an address like https://talent.example.cn.</translation>
    </message>
    <message>
        <source>服务器的回答无法识别。</source>
        <translation>The server’s answer cannot be understood.</translation>
    </message>
    <message>
        <source>请检查服务器地址，或升级客户端。</source>
        <translation>Check the server address or upgrade the client.</translation>
    </message>
    <message>
        <source>服务器的回答超出了允许的大小。</source>
        <translation>The server’s answer is larger than allowed.</translation>
    </message>
    <message>
        <source>磁盘已满，这次没有保存。</source>
        <translation>The disk is full; this was not saved.</translation>
    </message>
    <message>
        <source>请腾出空间后再试。</source>
        <translation>Free some space and try again.</translation>
    </message>
    <message>
        <source>系统密钥库里没有本机数据的钥匙。</source>
        <translation>The system keyring has no key for the local data.</translation>
    </message>
    <message>
        <source>请联网登录。</source>
        <translation>Please sign in online.</translation>
    </message>
    <message>
        <source>本机数据打不开：钥匙不符，或文件已损坏。</source>
        <translation>Local data cannot be opened: wrong key or damaged file.</translation>
    </message>
    <message>
        <source>请联网登录后重新下载。</source>
        <translation>Sign in online to download them again.</translation>
    </message>
    <message>
        <source>本机数据与服务器核对不一致，已重新下载。</source>
        <translation>Local data differed from the server and were downloaded again.</translation>
    </message>
    <message>
        <source>图片在传输中损坏。</source>
        <translation>The picture was damaged on the way.</translation>
    </message>
    <message>
        <source>文件没有保存下来。</source>
        <translation>The file was not saved.</translation>
    </message>
    <message>
        <source>请换一个文件夹再试。</source>
        <translation>Please try another folder.</translation>
    </message>
    <message>
        <source>PIN 不正确。</source>
        <translation>The PIN is wrong.</translation>
    </message>
    <message>
        <source>请重新输入。</source>
        <translation>Please enter it again.</translation>
    </message>
    <message>
        <source>PIN 输错次数过多，已暂时锁定。</source>
        <translation>Too many wrong PINs; locked for a while.</translation>
    </message>
    <message>
        <source>请稍后再试，或联网登录。</source>
        <translation>Try again later or sign in online.</translation>
    </message>
    <message>
        <source>PIN 至少 6 位。</source>
        <translation>The PIN needs at least 6 characters.</translation>
    </message>
    <message>
        <source>请重新设置。</source>
        <translation>Please set it again.</translation>
    </message>
    <message>
        <source>十分钟没有操作，本机材料已锁定。</source>
        <translation>Locked after ten minutes without use.</translation>
    </message>
    <message>
        <source>重新打开后从原处继续，没有提交的内容都在。</source>
        <translation>Open it again to go on where you were; what you have not submitted is kept.</translation>
    </message>
    <message>
        <source>离线使用期限已过，本机数据已锁定。</source>
        <translation>The offline period is over; local data are locked.</translation>
    </message>
    <message>
        <source>请联网登录；已保存的审核不会丢失。</source>
        <translation>Sign in online; saved reviews are not lost.</translation>
    </message>
    <message>
        <source>您名下还没有可管理的业务。</source>
        <translation>You have no business to manage yet.</translation>
    </message>
    <message>
        <source>请向主管单位索取授权码。</source>
        <translation>Ask the unit above yours for an authorization code.</translation>
    </message>
    <message>
        <source>程序已经在运行。</source>
        <translation>The program is already running.</translation>
    </message>
    <message>
        <source>请切换到已打开的窗口。</source>
        <translation>Switch to its window.</translation>
    </message>
    <message>
        <source>数据文件夹在网络盘上，不能安全保存。</source>
        <translation>The data folder is on a network drive and cannot be kept safely.</translation>
    </message>
    <message>
        <source>请用 --profile 指定本机磁盘上的文件夹。</source>
        <translation>Name a folder on a local disk with --profile.</translation>
    </message>
    <message>
        <source>本机时间与服务器相差超过 5 分钟。</source>
        <translation>This computer’s clock is more than 5 minutes off the server’s.</translation>
    </message>
    <message>
        <source>请校准系统时间。</source>
        <translation>Please set the system clock.</translation>
    </message>
    <message>
        <source>允许修改和审核不通过必须填写审核备注。</source>
        <translation>A return or a refusal needs a remark.</translation>
    </message>
    <message>
        <source>请写明原因。</source>
        <translation>Please state the reason.</translation>
    </message>
    <message>
        <source>审核备注超过 500 字。</source>
        <translation>The remark is longer than 500 characters.</translation>
    </message>
    <message>
        <source>请缩短后再提交。</source>
        <translation>Shorten it and submit again.</translation>
    </message>
    <message>
        <source>审核通过必须填写实习时间。</source>
        <translation>An approval needs the practice period.</translation>
    </message>
    <message>
        <source>请填写起止日期。</source>
        <translation>Enter both dates.</translation>
    </message>
    <message>
        <source>实习时间不对：结束不能早于开始，也不能超过本年度截止日。</source>
        <translation>The practice period is wrong: the end must not lie before the start or after this year’s cut-off.</translation>
    </message>
    <message>
        <source>请改正日期。</source>
        <translation>Please correct the dates.</translation>
    </message>
    <message>
        <source>只有单位审核通过时才填写实习时间。</source>
        <translation>Only a unit’s approval carries a practice period.</translation>
    </message>
    <message>
        <source>请清空实习时间。</source>
        <translation>Clear the practice period.</translation>
    </message>
    <message>
        <source>没有选择审核状态。</source>
        <translation>No decision is chosen.</translation>
    </message>
    <message>
        <source>请按 1 到 4 选择。</source>
        <translation>Press 1 to 4 to choose.</translation>
    </message>
    <message>
        <source>本级已审核通过。</source>
        <translation>Already approved at your level.</translation>
    </message>
    <message>
        <source>如需更改，请先撤回本级结论。</source>
        <translation>To change it, retract the decision first.</translation>
    </message>
    <message>
        <source>考生还没有提交，或正在修改。</source>
        <translation>The applicant has not submitted it or is making changes.</translation>
    </message>
    <message>
        <source>请等考生提交后再审核。</source>
        <translation>Wait until it is submitted.</translation>
    </message>
    <message>
        <source>这个年度不在审核期内，只能查看。</source>
        <translation>This year is not under review; view only.</translation>
    </message>
    <message>
        <source>请在右上角选择当前年度。</source>
        <translation>Choose the current year at the top right.</translation>
    </message>
    <message>
        <source>之后还有一步操作依赖它。</source>
        <translation>A later action depends on it.</translation>
    </message>
    <message>
        <source>请先撤回后面的操作。</source>
        <translation>Take back the later action first.</translation>
    </message>
    <message>
        <source>已经发出，不能再直接撤回。</source>
        <translation>Already sent; it can no longer be taken back here.</translation>
    </message>
    <message>
        <source>等同步完成后，可撤回本级结论。</source>
        <translation>Once synced, you can retract the decision.</translation>
    </message>
    <message>
        <source>本级现在已是同样的结论，不用再发。</source>
        <translation>Your level has the same decision now; it need not be sent again.</translation>
    </message>
    <message>
        <source>采用服务器即可。</source>
        <translation>Use the server’s.</translation>
    </message>
    <message>
        <source>内容或结论有实质不同，不能批量处理。</source>
        <translation>Content or decision differs in substance; it cannot be settled in bulk.</translation>
    </message>
    <message>
        <source>请逐项对照后决定。</source>
        <translation>Compare and decide one by one.</translation>
    </message>
    <message>
        <source>服务器的最新资料还没有下载到本机。</source>
        <translation>The server’s latest data are not on this device yet.</translation>
    </message>
    <message>
        <source>没有可撤回的审核。</source>
        <translation>There is no review to take back.</translation>
    </message>
    <message>
        <source>没有填写号码。</source>
        <translation>The number is missing.</translation>
    </message>
    <message>
        <source>号码的位数或字符不对。</source>
        <translation>The number has the wrong length or characters.</translation>
    </message>
    <message>
        <source>号码开头的地区不存在。</source>
        <translation>The number begins with an unknown area.</translation>
    </message>
    <message>
        <source>号码里的出生日期不存在。</source>
        <translation>The birth date in the number does not exist.</translation>
    </message>
    <message>
        <source>号码的校验位不对。</source>
        <translation>The number’s check digit is wrong.</translation>
    </message>
    <message>
        <source>已生效。</source>
        <translation>Applied.</translation>
    </message>
    <message>
        <source>别人已审核通过，但实习时间与您填的不同。</source>
        <translation>Somebody else approved it with another practice period.</translation>
    </message>
    <message>
        <source>要改已生效的实习时间，请本单位业务管理人修改。</source>
        <translation>To change the practice that stands, ask your unit’s manager.</translation>
    </message>
    <message>
        <source>别人已先给出另一个结论。</source>
        <translation>Somebody else decided differently first.</translation>
    </message>
    <message>
        <source>这份材料已审核不通过，结论不能再改。</source>
        <translation>This dossier is refused; the decision is final.</translation>
    </message>
    <message>
        <source>您的意见已记入日志。</source>
        <translation>Your opinion is on record.</translation>
    </message>
    <message>
        <source>您审核之后，考生重新提交了内容。</source>
        <translation>The applicant resubmitted after your review.</translation>
    </message>
    <message>
        <source>请重新看过再审核。</source>
        <translation>Look again, then review.</translation>
    </message>
    <message>
        <source>考生已撤回这份材料。</source>
        <translation>The applicant withdrew this dossier.</translation>
    </message>
    <message>
        <source>等考生重新提交后再审核。</source>
        <translation>Review it once it is resubmitted.</translation>
    </message>
    <message>
        <source>此人已不在本单位。</source>
        <translation>This person has left the unit.</translation>
    </message>
    <message>
        <source>这次审核没有生效。</source>
        <translation>The review did not take effect.</translation>
    </message>
    <message>
        <source>它依赖的上一步没有生效。</source>
        <translation>The step it depends on did not take effect.</translation>
    </message>
    <message>
        <source>上一级或考生已经处理，不能再撤回。</source>
        <translation>The next level or the applicant has acted; it can no longer be retracted.</translation>
    </message>
    <message>
        <source>本级没有可撤回的结论。</source>
        <translation>There is no decision at your level to retract.</translation>
    </message>
    <message>
        <source>材料还没有到您这一级。</source>
        <translation>The dossier has not reached your level.</translation>
    </message>
    <message>
        <source>请等下级审核通过。</source>
        <translation>Wait until the level below approves it.</translation>
    </message>
    <message>
        <source>发送时您已没有审核权限，意见已交本单位负责人或上级处理。</source>
        <translation>When it was sent you no longer had the right to review; your opinion was passed to your unit’s manager or the level above.</translation>
    </message>
    <message>
        <source>这份材料已不在您的管理范围，意见已交上级处理。</source>
        <translation>This dossier has left your scope; your opinion was passed up.</translation>
    </message>
    <message>
        <source>审核期已结束，意见已交上级处理。</source>
        <translation>The review period is over; your opinion was passed up.</translation>
    </message>
    <message>
        <source>这条意见已由别人处理。</source>
        <translation>Somebody has answered this opinion already.</translation>
    </message>
    <message>
        <source>服务器上没有这份材料。</source>
        <translation>The server does not have this dossier.</translation>
    </message>
    <message>
        <source>同一编号的操作内容不同，服务器拒绝了后一个。</source>
        <translation>Two actions had the same number; the server rejected the later one.</translation>
    </message>
    <message>
        <source>请重新审核这份材料。</source>
        <translation>Please review this dossier again.</translation>
    </message>
    <message>
        <source>服务器看不懂这条审核，内容保留在本机。</source>
        <translation>The server does not understand this review; it is kept on this device.</translation>
    </message>
    <message>
        <source>请重新审核，或升级客户端。</source>
        <translation>Review again or upgrade the client.</translation>
    </message>
    <message>
        <source>{reason}{next_step}</source>
        <translation>{reason} {next_step}</translation>
    </message>
    <message>
        <source>{item}：{text}</source>
        <translation>{item}: {text}</translation>
    </message>
    <message>
        <source>出现了没有预料到的情况（{code}）。</source>
        <translation>Something unexpected happened ({code}).</translation>
    </message>
    <message>
        <source>请稍后再试；若仍如此，请把代码告诉管理员。</source>
        <translation>Try again later; if it goes on, tell your administrator the code.</translation>
    </message>
    <message>
        <source>请在 {n} 秒后再试。</source>
        <translation>Please try again in {n} s.</translation>
    </message>
    <message>
        <source>任务包需要一个名称，最多 40 个字。</source>
        <translation>A task pack needs a name of at most 40 characters.</translation>
    </message>
    <message>
        <source>请填写后再试。</source>
        <translation>Please enter one and try again.</translation>
    </message>
    <message>
        <source>有效期已经过去。</source>
        <translation>This day has passed.</translation>
    </message>
    <message>
        <source>请选今天以后的日期。</source>
        <translation>Please choose a later day.</translation>
    </message>
    <message>
        <source>这个范围里现在没有材料。</source>
        <translation>There are no dossiers in this scope now.</translation>
    </message>
    <message>
        <source>请换一个范围，或先按 F5 同步。</source>
        <translation>Choose another scope, or press F5 to sync first.</translation>
    </message>
    <message>
        <source>一个任务包最多装 20,000 份材料。</source>
        <translation>A task pack holds at most 20,000 dossiers.</translation>
    </message>
    <message>
        <source>请缩小范围，分成几个包。</source>
        <translation>Choose less, in several packs.</translation>
    </message>
    <message>
        <source>导入已取消，材料没有变动。</source>
        <translation>The import was cancelled; no dossier has changed.</translation>
    </message>
    <message>
        <source>可以随时重新导入。</source>
        <translation>It can be imported again at any time.</translation>
    </message>
    <message>
        <source>这个任务包已经删除。</source>
        <translation>This task pack was deleted.</translation>
    </message>
    <message>
        <source>请新建一个。</source>
        <translation>Please make a new one.</translation>
    </message>
</context>
<context>
    <name>replies</name>
    <message>
        <source>{who}（{place}）于 {at} 没有采纳：{note}</source>
        <translation>Declined by {who} ({place}) on {at}: {note}</translation>
    </message>
    <message>
        <source>{who}（{place}）于 {at} 采纳；同样的结论当时已经生效。</source>
        <translation>Adopted by {who} ({place}) on {at}; the same verdict stood already.</translation>
    </message>
    <message>
        <source>{who}（{place}）于 {at} 采纳为自己的决定。</source>
        <translation>Adopted by {who} ({place}) on {at} as an own decision.</translation>
    </message>
</context>
<context>
    <name>review_list</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>申报级别</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>申报类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>提交状态</source>
        <translation>Submission</translation>
    </message>
    <message>
        <source>审核状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>缴费状态</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>提交时间</source>
        <translation>Submitted</translation>
    </message>
    <message>
        <source>更新时间</source>
        <translation>Updated</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Hints</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>申报</source>
        <translation>Application</translation>
    </message>
    <message>
        <source>临床</source>
        <translation>Clin.</translation>
    </message>
    <message>
        <source>口腔</source>
        <translation>Dent.</translation>
    </message>
    <message>
        <source>公卫</source>
        <translation>Public</translation>
    </message>
    <message>
        <source>中西医</source>
        <translation>Integr.</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>View</translation>
    </message>
    <message>
        <source>审核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>有改动</source>
        <translation>Edited</translation>
    </message>
</context>
<context>
    <name>texts</name>
    <message>
        <source>待审核</source>
        <translation>Pending</translation>
    </message>
    <message>
        <source>审核通过</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>暂不审核</source>
        <translation>Deferred</translation>
    </message>
    <message>
        <source>允许修改</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>审核不通过</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>未到本级</source>
        <translation>Not reached</translation>
    </message>
    <message>
        <source>未提交</source>
        <translation>Not submitted</translation>
    </message>
    <message>
        <source>已提交</source>
        <translation>Submitted</translation>
    </message>
    <message>
        <source>修改中</source>
        <translation>Revising</translation>
    </message>
    <message>
        <source>已重新提交</source>
        <translation>Resubmitted</translation>
    </message>
    <message>
        <source>未缴费</source>
        <translation>Unpaid</translation>
    </message>
    <message>
        <source>已缴费</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>退费中</source>
        <translation>Refunding</translation>
    </message>
    <message>
        <source>已退费</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>县区</source>
        <translation>County</translation>
    </message>
    <message>
        <source>市州</source>
        <translation>City</translation>
    </message>
    <message>
        <source>省</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>考生提交</source>
        <translation>Submitted</translation>
    </message>
    <message>
        <source>考生重新提交</source>
        <translation>Resubmitted</translation>
    </message>
    <message>
        <source>考生撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>审核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>也已审核</source>
        <translation>Also reviewed</translation>
    </message>
    <message>
        <source>所采纳的意见</source>
        <translation>Adopted opinion of</translation>
    </message>
    <message>
        <source>撤回结论</source>
        <translation>Retracted</translation>
    </message>
    <message>
        <source>从单位移除</source>
        <translation>Removed from unit</translation>
    </message>
    <message>
        <source>加入单位</source>
        <translation>Joined unit</translation>
    </message>
    <message>
        <source>单位人事</source>
        <translation>HR</translation>
    </message>
    <message>
        <source>业务管理人</source>
        <translation>Business manager</translation>
    </message>
    <message>
        <source>辅助管理员</source>
        <translation>Assistant manager</translation>
    </message>
    <message>
        <source>审核人员</source>
        <translation>Reviewer</translation>
    </message>
    <message>
        <source>平台管理员</source>
        <translation>Platform admin</translation>
    </message>
    <message>
        <source>省卫健委</source>
        <translation>Provincial commission</translation>
    </message>
    <message>
        <source>市州卫健委</source>
        <translation>City commission</translation>
    </message>
    <message>
        <source>县区卫健局</source>
        <translation>County bureau</translation>
    </message>
    <message>
        <source>省直医院</source>
        <translation>Provincial hospital</translation>
    </message>
    <message>
        <source>市直医疗机构</source>
        <translation>City unit</translation>
    </message>
    <message>
        <source>县直医疗机构</source>
        <translation>County unit</translation>
    </message>
    <message>
        <source>乡镇卫生院</source>
        <translation>Town centre</translation>
    </message>
    <message>
        <source>社区卫生服务中心</source>
        <translation>Community</translation>
    </message>
    <message>
        <source>民营医疗机构</source>
        <translation>Private unit</translation>
    </message>
    <message>
        <source>行政单位</source>
        <translation>Authority</translation>
    </message>
    <message>
        <source>医疗机构</source>
        <translation>Medical unit</translation>
    </message>
    <message>
        <source>未生成</source>
        <translation>No code</translation>
    </message>
    <message>
        <source>未激活</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>已授权</source>
        <translation>Active</translation>
    </message>
    <message>
        <source>已停用</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>更换业务管理人</source>
        <translation>Replace the business manager</translation>
    </message>
    <message>
        <source>停用本机构的业务</source>
        <translation>Stop this business here</translation>
    </message>
    <message>
        <source>执业医师</source>
        <translation>Physician</translation>
    </message>
    <message>
        <source>执业助理医师</source>
        <translation>Assistant</translation>
    </message>
    <message>
        <source>师承执业医师</source>
        <translation>Appr. phys.</translation>
    </message>
    <message>
        <source>师承执业助理</source>
        <translation>Appr. asst.</translation>
    </message>
    <message>
        <source>乡村全科助理</source>
        <translation>Rural asst.</translation>
    </message>
    <message>
        <source>执业</source>
        <translation>Phys.</translation>
    </message>
    <message>
        <source>助理</source>
        <translation>Asst.</translation>
    </message>
    <message>
        <source>师承执业</source>
        <translation>Appr. phys.</translation>
    </message>
    <message>
        <source>师承助理</source>
        <translation>Appr. asst.</translation>
    </message>
    <message>
        <source>乡村助理</source>
        <translation>Rural asst.</translation>
    </message>
    <message>
        <source>临床</source>
        <translation>Clinical</translation>
    </message>
    <message>
        <source>口腔</source>
        <translation>Dental</translation>
    </message>
    <message>
        <source>公共卫生</source>
        <translation>Public health</translation>
    </message>
    <message>
        <source>中医</source>
        <translation>TCM</translation>
    </message>
    <message>
        <source>中西医结合</source>
        <translation>Integrated</translation>
    </message>
    <message>
        <source>蒙医</source>
        <translation>Mongolian medicine</translation>
    </message>
    <message>
        <source>藏医</source>
        <translation>Tibetan medicine</translation>
    </message>
    <message>
        <source>维医</source>
        <translation>Uyghur medicine</translation>
    </message>
    <message>
        <source>乡村全科</source>
        <translation>General</translation>
    </message>
    <message>
        <source>居民身份证</source>
        <translation>Resident ID card</translation>
    </message>
    <message>
        <source>港澳台居民居住证</source>
        <translation>HK/Macao/Taiwan residence permit</translation>
    </message>
    <message>
        <source>港澳居民来往内地通行证</source>
        <translation>HK/Macao travel permit</translation>
    </message>
    <message>
        <source>台湾居民来往大陆通行证</source>
        <translation>Taiwan travel permit</translation>
    </message>
    <message>
        <source>外国人永久居留身份证</source>
        <translation>Foreign permanent resident ID</translation>
    </message>
    <message>
        <source>护照</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>军官证</source>
        <translation>Officer’s card</translation>
    </message>
    <message>
        <source>基础信息</source>
        <translation>Basic</translation>
    </message>
    <message>
        <source>学历信息</source>
        <translation>Education</translation>
    </message>
    <message>
        <source>申报信息</source>
        <translation>Application</translation>
    </message>
    <message>
        <source>证件照</source>
        <translation>Portrait</translation>
    </message>
    <message>
        <source>身份证人像面</source>
        <translation>ID card, front</translation>
    </message>
    <message>
        <source>身份证国徽面</source>
        <translation>ID card, back</translation>
    </message>
    <message>
        <source>毕业证书</source>
        <translation>Diploma</translation>
    </message>
    <message>
        <source>学位证书</source>
        <translation>Degree</translation>
    </message>
    <message>
        <source>学历备案表</source>
        <translation>Education record</translation>
    </message>
    <message>
        <source>试用期考核证明</source>
        <translation>Probation certificate</translation>
    </message>
    <message>
        <source>原单位试用证明</source>
        <translation>Former unit’s certificate</translation>
    </message>
    <message>
        <source>网报成功通知单</source>
        <translation>Registration notice</translation>
    </message>
    <message>
        <source>应届生报考承诺书</source>
        <translation>Graduate’s commitment</translation>
    </message>
    <message>
        <source>个人信息</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件类型</source>
        <translation>ID type</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>手机号</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>申报级别</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>申报类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation>Birth date</translation>
    </message>
    <message>
        <source>民族</source>
        <translation>Ethnicity</translation>
    </message>
    <message>
        <source>科室与岗位</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>通讯地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>毕业学校</source>
        <translation>School</translation>
    </message>
    <message>
        <source>所学专业</source>
        <translation>Major</translation>
    </message>
    <message>
        <source>学历学位</source>
        <translation>Education</translation>
    </message>
    <message>
        <source>毕业日期</source>
        <translation>Graduated</translation>
    </message>
    <message>
        <source>毕业证书编号</source>
        <translation>Diploma no.</translation>
    </message>
    <message>
        <source>试用开始</source>
        <translation>Practice from</translation>
    </message>
    <message>
        <source>试用结束</source>
        <translation>Practice to</translation>
    </message>
    <message>
        <source>带教医师</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>报名号</source>
        <translation>Reg. no.</translation>
    </message>
    <message>
        <source>未认证</source>
        <translation>Not verified</translation>
    </message>
    <message>
        <source>待认证</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>认证成功</source>
        <translation>Verified</translation>
    </message>
    <message>
        <source>认证未通过</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>撤回本级结论</source>
        <translation>Retract decision</translation>
    </message>
    <message>
        <source>查看完整号码</source>
        <translation>Reveal number</translation>
    </message>
    <message>
        <source>待发</source>
        <translation>Queued</translation>
    </message>
    <message>
        <source>发送中</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>已生效</source>
        <translation>Applied</translation>
    </message>
    <message>
        <source>冲突</source>
        <translation>Conflict</translation>
    </message>
    <message>
        <source>已交上级处理</source>
        <translation>Passed up</translation>
    </message>
    <message>
        <source>未被接受</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Taken back</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>医师资格试用期</source>
        <translation>Physician probation</translation>
    </message>
</context>
<context>
    <name>times</name>
    <message>
        <source>1 2 3 4 5 6 7 8 9 10 11 12</source>
        <translation>January February March April May June July August September October November December</translation>
    </message>
    <message>
        <source>星期一 星期二 星期三 星期四 星期五 星期六 星期日</source>
        <translation>Monday Tuesday Wednesday Thursday Friday Saturday Sunday</translation>
    </message>
    <message>
        <source>{month} 月 {day} 日 {weekday}</source>
        <translation>{weekday} {day} {month}</translation>
    </message>
    <message>
        <source>刚刚</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>{n} 分钟前</source>
        <translation>{n} min ago</translation>
    </message>
    <message>
        <source>{n} 小时前</source>
        <translation>{n} h ago</translation>
    </message>
    <message>
        <source>{n} 天前</source>
        <translation>{n} d ago</translation>
    </message>
</context>
</TS>
