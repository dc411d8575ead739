-- Jobs of libs/whypfs-queue; the same text in every schema whose service runs them.

-- What a job is and where it stands between its runs; whether it runs now is known by its row in scheduled_tasks.
create table jobs (
    name           text primary key,
    type           text        not null,
    schedule       text        not null,
    parameters     jsonb       not null,
    system         boolean     not null,
    max_runs       integer check (max_runs >= 1),
    run_until      timestamptz,
    timeout_millis bigint check (timeout_millis >= 1),
    standing       text        not null check (standing in ('waiting', 'failing', 'paused', 'finished')),
    since          timestamptz not null,
    why            text        not null,
    runs           bigint      not null default 0,
    failures       integer     not null default 0,
    -- Of the run under way, when it is longer than a moment.
    run_started_at timestamptz,
    cancel_why     text
);

-- Runs that did something, failed, or were stopped; bounded per job.
create table job_runs (
    id         bigint generated always as identity primary key,
    job        text        not null references jobs on delete cascade,
    run_end    text        not null check (run_end in ('done', 'failed', 'timed_out', 'cancelled', 'stopped', 'node_lost')),
    started_at timestamptz not null,
    ended_at   timestamptz not null,
    why        text        not null,
    node       text        not null,
    attempt    integer     not null,
    times      integer     not null default 1
);

create index job_runs_newest on job_runs (job, id desc);

-- db-scheduler's own table, as its documentation has it. task_name is the job's type, task_instance the job's name;
-- execution_time follows the service's clock, last_heartbeat the machine's.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
