using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Rights.Tests;

/// <summary>What runs in the background of any part can end no process.</summary>
public sealed class JobsTests(Platform platform)
{
    public static TheoryData<string> Parts => [.. Platform.Parts];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Every_job_of_ours_uses_the_one_loop(string part) =>
        platform
            .ServicesOf(part)
            .GetServices<IHostedService>()
            .Where(job =>
                job.GetType().Assembly.GetName().Name!.StartsWith("Stadtgespraeche.", StringComparison.Ordinal)
            )
            .Where(job => job is BackgroundService or not IHostedLifecycleService)
            .ShouldAllBe(job => job is BackgroundJob);
}
