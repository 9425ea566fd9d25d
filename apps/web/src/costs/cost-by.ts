/** What costs can be listed by. */
export type CostBy = 'model' | 'tool' | 'template' | 'run' | 'task' | 'resource_type';
