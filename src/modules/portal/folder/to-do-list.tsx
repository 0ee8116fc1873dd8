import { TaskCard } from '../../../ui/index.ts'
import type { ToDo } from './to-do.ts'

/** What the person must do, the most pressing with the main button. */
export function ToDoList({ tasks }: { tasks: readonly ToDo[] }) {
  return (
    <div class="f-stack">
      {tasks.map(({ title, about, text, due, action }, n) => (
        <TaskCard title={title} about={about} text={text} due={due} action={action} isMain={n === 0} />
      ))}
    </div>
  )
}
