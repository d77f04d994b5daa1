// Written by `npm run generate` from the files that define the entries. Do not edit.
import entry0 from './actions/analysis-rerun.ts'
import entry1 from './actions/detail-down.ts'
import entry2 from './actions/detail-up.ts'
import entry3 from './actions/evidence-open.ts'
import entry4 from './actions/file-blame.ts'
import entry5 from './actions/file-close.ts'
import entry6 from './actions/file-definition.ts'
import entry7 from './actions/file-edit.ts'
import entry8 from './actions/file-find-next.ts'
import entry9 from './actions/file-find-previous.ts'
import entry10 from './actions/file-find.ts'
import entry11 from './actions/file-fold.ts'
import entry12 from './actions/file-left.ts'
import entry13 from './actions/file-line.ts'
import entry14 from './actions/file-next-finding.ts'
import entry15 from './actions/file-open.ts'
import entry16 from './actions/file-previous-finding.ts'
import entry17 from './actions/file-right.ts'
import entry18 from './actions/file-tree.ts'
import entry19 from './actions/files-sort.ts'
import entry20 from './actions/finding-accept.ts'
import entry21 from './actions/finding-dismiss.ts'
import entry22 from './actions/finding-open.ts'
import entry23 from './actions/finding-reopen.ts'
import entry24 from './actions/finding-undo.ts'
import entry25 from './actions/findings-group.ts'
import entry26 from './actions/findings-show-triaged.ts'
import entry27 from './actions/help-close.ts'
import entry28 from './actions/help-show.ts'
import entry29 from './actions/history-open.ts'
import entry30 from './actions/history-previous-view.ts'
import entry31 from './actions/history-view.ts'
import entry32 from './actions/list-click.ts'
import entry33 from './actions/list-down.ts'
import entry34 from './actions/list-filter.ts'
import entry35 from './actions/list-first.ts'
import entry36 from './actions/list-last.ts'
import entry37 from './actions/list-page-down.ts'
import entry38 from './actions/list-page-up.ts'
import entry39 from './actions/list-up.ts'
import entry40 from './actions/message-post.ts'
import entry41 from './actions/mouse-toggle.ts'
import entry42 from './actions/overview-open.ts'
import entry43 from './actions/palette-open.ts'
import entry44 from './actions/panel-next.ts'
import entry45 from './actions/panel-previous.ts'
import entry46 from './actions/panel-show.ts'
import entry47 from './actions/place-back.ts'
import entry48 from './actions/place-copy.ts'
import entry49 from './actions/place-follow.ts'
import entry50 from './actions/place-forward.ts'
import entry51 from './actions/plan-refresh.ts'
import entry52 from './actions/request-retry.ts'
import entry53 from './actions/screen-redraw.ts'
import entry54 from './actions/search-back.ts'
import entry55 from './actions/search-explain.ts'
import entry56 from './actions/search-open.ts'
import entry57 from './actions/search-show.ts'
import entry58 from './actions/search-type.ts'
import entry59 from './actions/search-useful.ts'
import entry60 from './actions/search-useless.ts'
import entry61 from './actions/session-close.ts'
import entry62 from './actions/session-create.ts'
import entry63 from './actions/session-export.ts'
import entry64 from './actions/session-open.ts'
import entry65 from './actions/session-rename.ts'
import entry66 from './actions/session-reopen.ts'
import entry67 from './actions/step-add.ts'
import entry68 from './actions/step-approve.ts'
import entry69 from './actions/step-claim.ts'
import entry70 from './actions/step-comment.ts'
import entry71 from './actions/step-complete.ts'
import entry72 from './actions/step-explain.ts'
import entry73 from './actions/step-move-down.ts'
import entry74 from './actions/step-move-up.ts'
import entry75 from './actions/step-reject.ts'
import entry76 from './actions/step-release.ts'
import entry77 from './actions/step-reopen.ts'
import entry78 from './actions/symbol-back.ts'
import entry79 from './actions/symbol-open.ts'
import entry80 from './actions/symbol-uses.ts'
import entry81 from './actions/terminal-end.ts'
import entry82 from './actions/terminal-leave.ts'
import entry83 from './actions/terminal-type.ts'
import entry84 from './actions/workspace-quit.ts'
import entry85 from './actions/workspace-suspend.ts'

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
  entry19,
  entry20,
  entry21,
  entry22,
  entry23,
  entry24,
  entry25,
  entry26,
  entry27,
  entry28,
  entry29,
  entry30,
  entry31,
  entry32,
  entry33,
  entry34,
  entry35,
  entry36,
  entry37,
  entry38,
  entry39,
  entry40,
  entry41,
  entry42,
  entry43,
  entry44,
  entry45,
  entry46,
  entry47,
  entry48,
  entry49,
  entry50,
  entry51,
  entry52,
  entry53,
  entry54,
  entry55,
  entry56,
  entry57,
  entry58,
  entry59,
  entry60,
  entry61,
  entry62,
  entry63,
  entry64,
  entry65,
  entry66,
  entry67,
  entry68,
  entry69,
  entry70,
  entry71,
  entry72,
  entry73,
  entry74,
  entry75,
  entry76,
  entry77,
  entry78,
  entry79,
  entry80,
  entry81,
  entry82,
  entry83,
  entry84,
  entry85,
]
