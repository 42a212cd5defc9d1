namespace Aspire.Hosting;

/// <summary>Aspire's dashboard, started like any other process; open to this machine only.</summary>
internal static class Dashboard
{
    public const string Name = "aspire-dashboard";

    public static string OtlpUrl => Url("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://127.0.0.1:18889");

    public static string ResourceServiceUrl => Url("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "http://127.0.0.1:18890");

    public static LocalResource Describe(AspireBundle bundle)
    {
        var dashboard = new ExecutableResource(Name)
        {
            Command = bundle.Managed,
            WorkingDirectory = Path.GetDirectoryName(bundle.Managed)!,
        };
        dashboard.Args.Add("dashboard");
        dashboard.Environment["ASPNETCORE_URLS"] = Url("ASPNETCORE_URLS", "http://127.0.0.1:18888");
        dashboard.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        dashboard.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        dashboard.Environment["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] = "true";
        dashboard.Environment["ASPIRE_DASHBOARD_API_ENABLED"] = "true";
        dashboard.Environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = OtlpUrl;
        dashboard.Environment["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = ResourceServiceUrl;
        dashboard.Environment["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "Unsecured";
        return dashboard;
    }

    private static string Url(string variable, string otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } url ? url : otherwise;
}
