using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// A partner's own login for its coordinator, without the secret, and the address that the coordinator registers at the
/// provider. Null where nothing is set yet. <c>Connected</c>: how many members have connected their login.
/// </summary>
internal static class ShowCityLogin
{
    public sealed record Response(string Partner, string RedirectUri, Setting? Login, int Connected);

    public sealed record Setting(string Issuer, string ClientId, bool Enabled, DateTimeOffset ChangedAt);

    public static async Task<Ok<Response>> Handle(
        string partner,
        RegistrationDbContext db,
        IOptions<SignInSettings> settings,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await OfAsync(db, settings.Value, partner, cancellationToken));

    public static async Task<Response> OfAsync(
        RegistrationDbContext db,
        SignInSettings settings,
        string partner,
        CancellationToken cancellationToken
    )
    {
        var login = await db
            .CityLogins.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Partner == partner, cancellationToken);
        var connected = login is null
            ? 0
            : await (
                from identity in db.CityIdentities
                join member in db.Members on identity.AccountId equals member.Id
                where member.Partner == partner && identity.Issuer == login.Issuer
                select identity
            ).CountAsync(cancellationToken);
        return new Response(
            partner,
            settings.Origin + CityOpenId.CallbackOf(partner),
            login is null ? null : new Setting(login.Issuer, login.ClientId, login.Enabled, login.ChangedAt),
            connected
        );
    }
}
