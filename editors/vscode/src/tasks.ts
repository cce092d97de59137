/** The task “sayso: check”, which checks all drafts of a folder. The problem matcher `$sayso` reads its output. */
import { ProcessExecution, Task, TaskGroup, workspace, type TaskDefinition, type TaskProvider, type WorkspaceFolder } from 'vscode';
import { findServer } from './server';

interface CheckTask extends TaskDefinition {
  /** More arguments of `sayso check`, such as files or options. */
  arguments?: string[];
}

export const TASK = 'sayso';

export class CheckTasks implements TaskProvider {
  constructor(private readonly bundled: string) {}

  /** Without a program there is nothing to run: the client has already said so. */
  async provideTasks(): Promise<Task[]> {
    const folders = workspace.workspaceFolders ?? [];
    return Promise.all(folders.map(folder => this.task({ type: TASK }, folder))).catch(() => []);
  }

  async resolveTask({ definition, scope }: Task): Promise<Task | undefined> {
    const folder = typeof scope === 'object' ? scope : workspace.workspaceFolders?.[0];
    return folder && this.task(definition as CheckTask, folder);
  }

  private async task(definition: CheckTask, folder: WorkspaceFolder): Promise<Task> {
    const { command } = await findServer(this.bundled);
    const words = ['check', '--format', 'concise', ...definition.arguments ?? []];
    const execution = new ProcessExecution(command, words, { cwd: folder.uri.fsPath });
    const task = new Task(definition, folder, 'check', 'sayso', execution, '$sayso');
    task.group = TaskGroup.Test;
    return task;
  }
}
