using Scalar.AspNetCore;
using Stadtgespraeche.Gateway;
using Stadtgespraeche.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSecurityHeaders();
builder.TrustOnlyThePortal();
builder.AddLimits();
builder.AddRateLimits();
builder.AddTokenCheck();
builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = Problems.Complete);
builder
    .Services.AddReverseProxy()
    .LoadFromMemory(Routes.All(), Routes.Clusters(builder.Configuration))
    .RemoveForgedHeaders()
    .NameOperations()
    .LetDownloadsTakeTheirTime();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<MergedOpenApi>();
builder.Services.AddHttpClient(MergedOpenApi.Client, client => client.Timeout = TimeSpan.FromSeconds(10));

var app = builder.Build();
app.UseForwardedHeaders();
app.UseExceptionHandler();
app.UseRateLimiter();
app.Use(Methods.Refuse);
app.Use(TokenLimit.Refuse);
app.UseRequestTimeouts();
app.UseBodyLimit();
app.MapServiceDefaults();
app.MapReadOnly("/api", StartPage.Handle);
app.MapReadOnly("/api/openapi.json", MergedOpenApi.Handle);
app.MapScalarApiReference("/api/docs", Docs.Configure);
app.Map("/api/{**rest}", () => Problems.Of(StatusCodes.Status404NotFound, "not-found")).WithOrder(1);
app.MapReverseProxy(proxy =>
{
    proxy.Use(InternalPaths.Refuse);
    proxy.Use(TokenCheck.Refuse);
    proxy.Use(Failures.Explain);
    proxy.UseLoadBalancing();
    proxy.UsePassiveHealthChecks();
});
await app.RunAsync();
