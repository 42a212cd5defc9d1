using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Roles;

/// <summary>
/// Who has which role; or, with <c>name</c> or <c>partner</c>, the members who fit, at most 50, with their roles. A
/// role counts only with a passkey or a city's login, so it says whether there is one. Names and cities only; nobody
/// here knows an address.
/// </summary>
internal static class ListRoles
{
    private const int Most = 50;
    private const int LongestName = 100;

    public sealed record Response(IReadOnlyList<Person> People, bool More);

    public sealed record Person(
        Guid MemberId,
        string DisplayName,
        string Partner,
        string PartnerName,
        IReadOnlyList<string> Roles,
        bool HasPasskey,
        bool HasCityLogin
    );

    public static async Task<Ok<Response>> Handle(
        string? name,
        string? partner,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var (words, city) = (Words(name), partner?.Replace("\0", "").Trim());
        var members = db
            .Members.AsNoTracking()
            .Where(member => db.AccountRoles.Any(role => role.AccountId == member.Id));
        var searches = words.Length > 0 || !string.IsNullOrEmpty(city);
        if (searches)
        {
            members = db
                .Members.AsNoTracking()
                .Where(member =>
                    !member.Departed
                    && member.DisplayName != ""
                    && (string.IsNullOrEmpty(city) || member.Partner == city)
                );
            foreach (var word in words)
            {
                members = members.Where(member => EF.Functions.ILike(member.DisplayName, $"%{word}%", "\\"));
            }
        }

        var limit = searches ? Most : int.MaxValue - 1;
        var found = await members
            .OrderBy(member => member.DisplayName)
            .ThenBy(member => member.Id)
            .Take(limit + 1)
            .Select(member => new
            {
                member.Id,
                member.DisplayName,
                member.Partner,
                PartnerName = db.Partners.Where(row => row.Key == member.Partner).Select(row => row.Name).First(),
                Roles = db
                    .AccountRoles.Where(role => role.AccountId == member.Id)
                    .Select(role => new { role.Role, role.Partner })
                    .ToList(),
                Passkey = db.Passkeys.Any(passkey => passkey.AccountId == member.Id),
                CityLogin = db.CityIdentities.Any(identity =>
                    identity.AccountId == member.Id
                    && db.CityLogins.Any(login =>
                        login.Partner == member.Partner && login.Issuer == identity.Issuer && login.Enabled
                    )
                ),
            })
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new Response(
                [
                    .. found
                        .Take(limit)
                        .Select(row => new Person(
                            row.Id,
                            row.DisplayName,
                            row.Partner,
                            row.PartnerName,
                            [
                                .. row
                                    .Roles.Select(role => new GrantedRole(role.Role, role.Partner).Name)
                                    .Order(StringComparer.Ordinal),
                            ],
                            row.Passkey,
                            row.CityLogin
                        )),
                ],
                found.Count > limit
            )
        );
    }

    // What people type is text, not a pattern; PostgreSQL cannot store a zero byte.
    private static string[] Words(string? name) =>
        (name ?? "")[..Math.Min(name?.Length ?? 0, LongestName)]
            .Replace("\0", "")
            .Replace("\\", "\\\\")
            .Replace("%", "\\%")
            .Replace("_", "\\_")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
