using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Stadtgespraeche.Registration.SignIn.Requests;

/// <summary>
/// Forgets, every ten minutes, requests for a sign-in link that ended more than an hour ago, and requests for
/// membership that were passed on more than an hour ago. Several replicas may do it at once.
/// </summary>
internal sealed class ForgetSignInRequests(
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<ForgetSignInRequests> logger
) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await ForgetAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task ForgetAsync(CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var end = time.GetUtcNow() - Kept;
            var db = scope.ServiceProvider.GetRequiredService<RegistrationDbContext>();
            await db.SignInRequests.Where(request => request.ExpiresAt < end).ExecuteDeleteAsync(stopping);
            await db.PassedRequests.Where(request => request.At < end).ExecuteDeleteAsync(stopping);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            logger.LogWarning("Old requests for a sign-in link wait for the database: {Reason}", e.GetType().Name);
        }
    }
}
