using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Registration.SignIn.Requests;

/// <summary>
/// Forgets, every ten minutes, requests for a sign-in link that ended more than an hour ago, and requests for
/// membership that were passed on more than an hour ago. Several replicas may do it at once.
/// </summary>
internal sealed class ForgetSignInRequests(
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<ForgetSignInRequests> logger
) : BackgroundJob(logger, time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    protected override IEnumerable<Turn> Turns => [ForgetAsync];

    private async Task<TimeSpan> ForgetAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var end = Time.GetUtcNow() - Kept;
        var db = scope.ServiceProvider.GetRequiredService<RegistrationDbContext>();
        await db.SignInRequests.Where(request => request.ExpiresAt < end).ExecuteDeleteAsync(cancellationToken);
        await db.PassedRequests.Where(request => request.At < end).ExecuteDeleteAsync(cancellationToken);
        return Period;
    }
}
