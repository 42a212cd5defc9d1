namespace Stadtgespraeche.AppHost;

/// <summary>What each process writes, in .local/logs/NAME.log.</summary>
internal sealed class LogFiles(ResourceLoggerService loggers, Settings settings)
{
    public void Follow(string resource, string name) => _ = CopyAsync(resource, name);

    private async Task CopyAsync(string resource, string name)
    {
        await using var file = new StreamWriter(Path.Combine(settings.Folder("logs"), $"{name}.log"), append: false);
        file.AutoFlush = true;
        await foreach (var lines in loggers.WatchAsync(resource))
        {
            foreach (var line in lines)
            {
                await file.WriteLineAsync(line.Content);
            }
        }
    }
}
