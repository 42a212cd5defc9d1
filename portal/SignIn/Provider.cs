using Microsoft.Extensions.Options;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>
/// The way to the issuer of tokens. Requests for its public address go to the gateway directly, like all others, so that
/// the portal need not reach itself from outside.
/// </summary>
public sealed class Provider(IHttpMessageHandlerFactory handlers, IOptions<SignInSettings> settings)
{
    public const string Name = "sign-in";

    public HttpClient Client { get; } =
        new(new ThroughTheGateway(settings.Value.Issuer) { InnerHandler = handlers.CreateHandler(Name) })
        {
            BaseAddress = settings.Value.Issuer,
            Timeout = TimeSpan.FromSeconds(15),
            MaxResponseContentBufferSize = 1024 * 1024,
        };

    public Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields) =>
        Client.PostAsync(path, new FormUrlEncodedContent(fields));

    private sealed class ThroughTheGateway(Uri issuer) : DelegatingHandler
    {
        private static readonly Uri Gateway = new("https+http://gateway/");

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (request.RequestUri is { } address && issuer.IsBaseOf(address))
            {
                request.RequestUri = new Uri(Gateway, issuer.MakeRelativeUri(address));
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
