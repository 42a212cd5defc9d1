using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Stadtgespraeche.AppHost;

/// <summary>
/// One line for each process in .local/status: name, how it does, address. When the last step has succeeded and all else
/// is healthy, .local/ready appears.
/// </summary>
internal sealed class StatusFile(Settings settings, LogFiles logs)
{
    private const string LastStep = "demo";
    private readonly Dictionary<string, string> names = [];
    private readonly Dictionary<IResource, int> replicas = [];
    private readonly SortedDictionary<string, (string Text, string Address)> lines = new(StringComparer.Ordinal);

    public void Follow(ResourceNotificationService notifications, CancellationToken cancellationToken) =>
        _ = FollowAsync(notifications, cancellationToken);

    private async Task FollowAsync(ResourceNotificationService notifications, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(cancellationToken))
            {
                if (IsProcess(change))
                {
                    Note(change);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // All of it ends.
        }
        catch (Exception e)
        {
            // ./run shows the end of this log; without a word it would wait until its patience ends.
            Console.Error.WriteLine($"The status cannot be written any more: {e.Message}");
        }
    }

    private void Note(ResourceEvent change)
    {
        var name = NameOf(change);
        var address = change.Snapshot.Urls.FirstOrDefault(url => url.Name == "http")?.Url ?? "";
        var line = (Text: TextOf(change.Snapshot), address);
        if (lines.GetValueOrDefault(name) == line)
        {
            return;
        }

        if (lines.GetValueOrDefault(name).Text != line.Text)
        {
            Console.WriteLine($"{name}: {line.Text}");
        }

        lines[name] = line;
        Write();
    }

    private void Write()
    {
        var text = new StringBuilder();
        foreach (var (name, (state, address)) in lines)
        {
            text.Append($"{name}\t{state}\t{address}\n");
        }

        var file = Path.Combine(settings.Local, "status");
        File.WriteAllText($"{file}.new", text.ToString());
        File.Move($"{file}.new", file, overwrite: true);
        if (
            lines.GetValueOrDefault(LastStep).Text == "Finished (0)"
            && lines.Values.All(line => line.Text is "Healthy" or "Running" or "Finished (0)")
        )
        {
            File.WriteAllText(settings.ReadyFile, "");
        }
    }

    /// <summary>The replicas of a service are numbered in the order in which they appear.</summary>
    private string NameOf(ResourceEvent change)
    {
        if (!names.TryGetValue(change.ResourceId, out var name))
        {
            name = change.Resource.Name;
            if (change.Resource.GetReplicaCount() > 1)
            {
                replicas[change.Resource] = replicas.GetValueOrDefault(change.Resource) + 1;
                name += $"-{replicas[change.Resource]}";
            }

            names[change.ResourceId] = name;
            logs.Follow(change.ResourceId, name);
        }

        return name;
    }

    private static string TextOf(CustomResourceSnapshot snapshot) =>
        snapshot switch
        {
            { State.Text: "Running", HealthReports.IsEmpty: true } => "Running",
            { State.Text: "Running", HealthStatus: HealthStatus.Healthy } => "Healthy",
            { State.Text: "Running" } => "Starting",
            { State.Text: "Finished" or "Exited", ExitCode: { } code } => $"Finished ({code})",
            { State.Text: { Length: > 0 } text } => text,
            _ => "Waiting",
        };

    /// <summary>Not groups, passwords of containers, and the builders that Aspire keeps at hand for each project.</summary>
    private static bool IsProcess(ResourceEvent change) =>
        change.Resource is ProjectResource or ExecutableResource or ContainerResource
        && !change.Resource.Name.EndsWith("-rebuilder", StringComparison.Ordinal);
}
