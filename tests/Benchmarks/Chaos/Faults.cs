namespace Stadtgespraeche.Benchmarks.Chaos;

/// <summary>What happens to the platform meanwhile, one thing after the other, at random; afterwards all is well again.</summary>
internal sealed class Faults(Platform platform)
{
    private readonly Random random = new(1);

    /// <summary>How often each happened.</summary>
    public SortedDictionary<string, int> Happened { get; } = [];

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var (what, happen) = Next();
            Happened[what] = Happened.GetValueOrDefault(what) + 1;
            Console.Error.WriteLine($"  {what}");
            await happen();
            foreach (var victim in platform.Victims.Where(victim => victim.StartIfEnded()))
            {
                var ended = $"{victim.Kind} ended by itself";
                Happened[ended] = Happened.GetValueOrDefault(ended) + 1;
            }

            await WaitAsync(2, 8);
        }
    }

    private (string What, Func<Task> Happen) Next()
    {
        var victim = platform.Victims[random.Next(platform.Victims.Count)];
        return random.Next(12) switch
        {
            <= 3 => ($"{victim.Kind} killed", () => KillAsync(victim)),
            <= 5 => ($"{victim.Kind} paused", () => PauseAsync(victim)),
            6 => ("PostgreSQL stopped", () => PostgresAsync(platform.Postgres.StopAsync)),
            7 => ("PostgreSQL crashed", () => PostgresAsync(platform.Postgres.CrashAsync)),
            8 => ("PostgreSQL cut off", () => CutAsync(platform.ToPostgres)),
            9 => ("RabbitMQ stopped", BrokerAsync),
            10 => ("RabbitMQ cut off", () => CutAsync(platform.ToBroker)),
            _ => ("RabbitMQ's disk full", FillDiskAsync),
        };
    }

    private async Task KillAsync(Victim victim)
    {
        await victim.KillAsync();
        await WaitAsync(0, 4);
        victim.Start();
    }

    private async Task PauseAsync(Victim victim)
    {
        await victim.PauseAsync();
        await WaitAsync(2, 10);
        await victim.ResumeAsync();
    }

    private async Task PostgresAsync(Func<Task> stop)
    {
        await stop();
        await WaitAsync(0, 6);
        await platform.Postgres.StartAgainAsync();
    }

    private async Task BrokerAsync()
    {
        await platform.Broker.StopAsync();
        await WaitAsync(0, 6);
        await platform.Broker.StartAgainAsync();
    }

    private async Task CutAsync(Valve valve)
    {
        valve.Cut();
        await WaitAsync(2, 12);
        valve.Open();
    }

    /// <summary>The broker takes no message then, until there is room again.</summary>
    private async Task FillDiskAsync()
    {
        await platform.Broker.ControlAsync("set_disk_free_limit", "1000000GB");
        await WaitAsync(4, 12);
        await platform.Broker.ControlAsync("set_disk_free_limit", "50MB");
    }

    private Task WaitAsync(int fromSeconds, int toSeconds) =>
        Task.Delay(TimeSpan.FromSeconds(fromSeconds + (random.NextDouble() * (toSeconds - fromSeconds))));
}
