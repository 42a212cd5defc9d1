using System.Reflection;

namespace Stadtgespraeche.ServiceDefaults;

/// <summary>
/// The release of the product that this process was built from: <c>Version</c> in Directory.Build.props (semver.org
/// 2.0.0).
/// </summary>
public static class Release
{
    public static string Current { get; } =
        typeof(Release)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
}
