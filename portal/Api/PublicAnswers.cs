using System.Collections.Concurrent;

namespace Stadtgespraeche.Portal.Api;

/// <summary>
/// What everybody may read, kept for <see cref="Fresh"/>: many people who open the same page at once are one question to
/// the hub. So short that nobody has to be told of a change; who has a role, and may have changed it, reads past it.
/// </summary>
public sealed class PublicAnswers(IHttpContextAccessor context, TimeProvider time)
{
    /// <summary>Counted from the answer on.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<(Type, string), Lazy<Task>> asked = new();

    /// <summary>
    /// A problem is for the one who asked, whose network may be the one that asked too often; whoever waited asks anew.
    /// </summary>
    public async Task<Answer<T>> GetAsync<T>(
        string path,
        Func<CancellationToken, Task<Answer<T>>> ask,
        CancellationToken cancellationToken
    )
    {
        if (context.HttpContext?.User.HasClaim(claim => claim.Type is "role" or "coordinates") == true)
        {
            return await ask(cancellationToken);
        }

        // Whoever goes away must not take the answer from the others, so asking heeds no one's token.
        var key = (typeof(T), path);
        var own = new Lazy<Task>(() => AskAsync(key, ask));
        var shared = asked.GetOrAdd(key, own);
        var answer = await ((Task<Answer<T>>)shared.Value).WaitAsync(cancellationToken);
        return answer.Problem is null || shared == own ? answer : await ask(cancellationToken);
    }

    private async Task<Answer<T>> AskAsync<T>((Type, string) key, Func<CancellationToken, Task<Answer<T>>> ask)
    {
        var kept = TimeSpan.Zero;
        try
        {
            var answer = await ask(CancellationToken.None);
            kept = answer.Problem is null ? Fresh : TimeSpan.Zero;
            return answer;
        }
        finally
        {
            _ = ForgetAsync(key, kept);
        }
    }

    private async Task ForgetAsync((Type, string) key, TimeSpan kept)
    {
        await Task.Delay(kept, time);
        asked.TryRemove(key, out _);
    }
}
