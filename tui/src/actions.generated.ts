// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './actions/analysis-rerun.ts'
import entry1 from './actions/help-show.ts'
import entry2 from './actions/list-click.ts'
import entry3 from './actions/list-down.ts'
import entry4 from './actions/list-filter.ts'
import entry5 from './actions/list-first.ts'
import entry6 from './actions/list-last.ts'
import entry7 from './actions/list-page-down.ts'
import entry8 from './actions/list-page-up.ts'
import entry9 from './actions/list-up.ts'
import entry10 from './actions/mouse-toggle.ts'
import entry11 from './actions/palette-open.ts'
import entry12 from './actions/panel-next.ts'
import entry13 from './actions/panel-previous.ts'
import entry14 from './actions/panel-show.ts'
import entry15 from './actions/place-follow.ts'
import entry16 from './actions/screen-redraw.ts'
import entry17 from './actions/workspace-quit.ts'
import entry18 from './actions/workspace-suspend.ts'

export const actions = [
  entry0,
  entry1,
  entry2,
  entry3,
  entry4,
  entry5,
  entry6,
  entry7,
  entry8,
  entry9,
  entry10,
  entry11,
  entry12,
  entry13,
  entry14,
  entry15,
  entry16,
  entry17,
  entry18,
]
