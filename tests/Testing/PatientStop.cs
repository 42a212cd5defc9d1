using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stadtgespraeche.Testing;

/// <summary>For services inside the process of the tests.</summary>
public static class PatientStop
{
    /// <summary>
    /// A stop that is given up on a busy machine would leave a consumer behind that takes messages and does nothing
    /// with them, as this process lives on.
    /// </summary>
    public static void StopPatiently(this IServiceCollection services) =>
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(3));
}
