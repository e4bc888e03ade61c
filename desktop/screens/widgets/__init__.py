"""The design system: everything that several screens share. This page says what there is.

Rules
    Every widget takes the one `Theme` first and a `parent` last. Colours, sizes and fonts come from
    `theme.colour("accent")`, `theme.size("control")`, `theme.font("body")`; widths of the design
    are `theme.px(240)`, so that they grow with the font scale. Never write a colour or a font size.
    Words are the caller's (Chinese, through `tr`); states are keys ("approved", see `status` in
    resources/themes/tokens.json). `Label` shows plain text only.

Start
    theme.Theme(mode=, scale=, compact=), theme.apply_theme(app, theme); icons.app_icon();
    resources.resource_path("icons", "app.svg"). Switch live with `theme.set_mode`, `set_scale`,
    `set_compact`; connect to `theme.changed` where something derived is kept.

Words and marks     labels: Label, ElidedLabel, Paragraph, Tag, KeyCap, Badge, IconLabel, Dot
                    status_pill: StatusPill (PillPainter for delegates); avatar: Avatar, ProductMark
Containers          cards: Pane(kind), Card(title).body, SectionTitle, Divider, Fact/FactGrid,
                    FigureTile; layouts: row(...), column(...), FlowLayout
Acts                buttons: Button(kind=ButtonKind.PRIMARY, icon=, key_cap=).set_busy, IconButton
                    segments: Segments([SegmentOption(key, word)]).listen_in(scope)
Input               inputs: TextField, SearchField, Combo, LabelledField(label, editor).set_error
                    date_field: DateField, PeriodField, parse_date; month_calendar: CalendarPopup
Filters             chips: ChipRow, FigureTabs (of Choice), FilterTag
Lists               table: RecordTable(columns of cells.Column); the model answers
                    cells.CELL_ROLE with a cells.Cell: `return cell_data(cell, role)`
                    pager: Pager; skeleton: Skeleton; empty_state: EmptyState; busy_line: BusyLine
                    org_tree: OrgTree; the model answers org_tree.NODE_ROLE with a TreeNode
Messages            banner: Banner(kind); toast: Toast(window).show_message; undo_bar: UndoBar
                    dialog: Dialog, ConfirmDialog, TypedConfirmDialog; open with `open()`
Dossier             timeline: Timeline; month_bar: MonthBar, LegendRow; masked_value: MaskedValue
                    thumbnail_strip: ThumbnailStrip; image_viewer: ImageViewer; qr_panel: QrPanel
                    stepper: Stepper, LiveSteps; progress: ProgressLine, StackedBar
Shell               nav_rail: NavRail (of NavItem); status_bar: StatusBar; sync_chip: SyncChip
Own painting        base: Painted, PaintedButton (write `draw(ink)` and `sizeHint`); ink: Ink
Pictures            picture.picture_of(window) includes open dialogs; `python -m
                    desktop.screens.widgets.gallery --out DIR` renders all components
"""
