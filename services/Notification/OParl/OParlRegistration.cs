namespace Stadtgespraeche.Notification.OParl;

internal static class OParlRegistration
{
    /// <summary>The import from a council information system, by command and by page.</summary>
    public static void AddOParl(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<OParlSettings>().BindConfiguration("OParl");
        builder.Services.AddSingleton<OParlHttp>();
        builder.Services.AddSingleton<WalkOParl>();
        builder.Services.AddSingleton<ContinueOParlWalks>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ContinueOParlWalks>());
    }
}
