/** What one look at the machine found. */
export interface Diagnosis {
  state: 'ok' | 'warn' | 'fail'
  detail: string
  /** What to do; '' when there is nothing to do. */
  advice: string
}

export interface DoctorContext {
  root: string
  env: NodeJS.ProcessEnv
}

export interface DoctorCheck {
  name: string
  /** May throw: that is a failure with the error's text. */
  look(context: DoctorContext): Promise<Diagnosis>
}

export function ok(detail: string): Diagnosis {
  return { state: 'ok', detail, advice: '' }
}

export function warn(detail: string, advice: string): Diagnosis {
  return { state: 'warn', detail, advice }
}

export function fail(detail: string, advice: string): Diagnosis {
  return { state: 'fail', detail, advice }
}
