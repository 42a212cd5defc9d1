using System.Net;
using System.Text.Json;
using System.Threading.RateLimiting;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Portal.Feedback;

/// <summary>
/// One message from the form on the accessibility page. It names nobody; whoever wants an answer writes to the contact
/// on that page.
/// </summary>
public sealed record FeedbackMessage(Guid Id, DateTimeOffset At, string? Place, string Message);

/// <summary>
/// Keeps feedback as small JSON files in <c>Feedback:Directory</c>: at most <see cref="MostMessages"/>, each at most
/// <see cref="LongestMessage"/> characters, and five within a quarter of an hour from one network.
/// </summary>
public sealed class FeedbackStore(string directory, TimeProvider time) : IDisposable
{
    public const int LongestMessage = 4000;
    public const int LongestPlace = 300;
    private const int MostMessages = 1000;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetFixedWindowLimiter(
            network,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = 5, Window = TimeSpan.FromMinutes(15) }
        )
    );

    /// <summary>False when the network of this address has sent enough for now.</summary>
    public bool MayCome(string address)
    {
        using var lease = limiter.AttemptAcquire(
            NetworkKey.Of(IPAddress.TryParse(address, out var known) ? known : null)
        );
        return lease.IsAcquired;
    }

    /// <summary>False when the store is full; then nothing is kept.</summary>
    public async Task<bool> KeepAsync(string? place, string message, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        if (Directory.EnumerateFiles(directory, "*.json").Take(MostMessages).Count() == MostMessages)
        {
            return false;
        }

        var kept = new FeedbackMessage(Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow(), place, message);
        var draft = Path.Combine(directory, $"{kept.Id}.draft");
        await File.WriteAllTextAsync(
            draft,
            JsonSerializer.Serialize(kept, JsonSerializerOptions.Web),
            cancellationToken
        );
        File.Move(draft, FileOf(kept.Id));
        return true;
    }

    /// <summary>Newest first; a file that cannot be read is left out.</summary>
    public async Task<IReadOnlyList<FeedbackMessage>> ListAsync(CancellationToken cancellationToken)
    {
        var messages = new List<FeedbackMessage>();
        foreach (var file in Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "*.json") : [])
        {
            try
            {
                messages.Add(
                    JsonSerializer.Deserialize<FeedbackMessage>(
                        await File.ReadAllTextAsync(file, cancellationToken),
                        JsonSerializerOptions.Web
                    )!
                );
            }
            catch (Exception e) when (e is JsonException or IOException)
            {
                continue;
            }
        }

        return [.. messages.OrderByDescending(message => message.At)];
    }

    /// <summary>Forgets one message; one that is already gone is fine.</summary>
    public void Delete(Guid id) => File.Delete(FileOf(id));

    public void Dispose() => limiter.Dispose();

    private string FileOf(Guid id) => Path.Combine(directory, $"{id}.json");
}
