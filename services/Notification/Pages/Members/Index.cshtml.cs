using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Site;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Notification.Pages.Members;

/// <summary>The people of this city, by name: search by name or address, one state only, 50 on a page.</summary>
public sealed class IndexModel(NotificationDbContext db, TimeProvider time) : AdministratorPage
{
    private const int OnAPage = 50;

    public static IReadOnlyList<Choice> States { get; } =
    [
        new("", "alle"),
        new("aufgenommen", "aufgenommen"),
        new("gemeldet", "gemeldet, noch nicht bestätigt"),
        new("ohne-adresse", "ohne Adresse"),
        new("beendet", "Mandat beendet"),
    ];

    [BindProperty(SupportsGet = true)]
    public string? Suche { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Stand { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Seite { get; set; } = 1;

    public IReadOnlyList<Member> People { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages { get; private set; }

    public DateOnly Today { get; private set; }

    public string PageAt(int number) =>
        "/mitglieder"
        + QueryString.Create(
            new Dictionary<string, string?>
            {
                ["suche"] = Suche,
                ["stand"] = Stand,
                ["seite"] = $"{number}",
            }
        );

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        Today = time.Today();
        var (today, people) = (Today, db.Members.AsNoTracking().Where(member => member.DisplayName != ""));
        if (CleanText.Line(Suche)?.Replace("\0", "") is { Length: > 0 and < 200 } wanted)
        {
            var pattern = $"%{wanted.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
            people = people.Where(member =>
                EF.Functions.ILike(member.DisplayName, pattern)
                || EF.Functions.ILike(member.Email!, pattern)
                || EF.Functions.ILike(member.LastName + ", " + member.FirstName, pattern)
            );
        }

        people = Stand switch
        {
            "aufgenommen" => people.Where(member =>
                member.State == MemberState.Accepted && (member.MandateUntil == null || member.MandateUntil >= today)
            ),
            "gemeldet" => people.Where(member =>
                member.State == MemberState.Enrolled
                && member.Version > 0
                && (member.MandateUntil == null || member.MandateUntil >= today)
            ),
            "ohne-adresse" => people.Where(member => member.Email == null && member.State != MemberState.Departed),
            "beendet" => people.Where(member => member.State == MemberState.Departed || member.MandateUntil < today),
            _ => people,
        };
        Total = await people.CountAsync(cancellationToken);
        Pages = Math.Max(1, (Total + OnAPage - 1) / OnAPage);
        Seite = Math.Clamp(Seite, 1, Pages);
        People = await people
            .OrderBy(member => member.LastName ?? member.DisplayName)
            .ThenBy(member => member.FirstName)
            .ThenBy(member => member.Id)
            .Skip((Seite - 1) * OnAPage)
            .Take(OnAPage)
            .ToListAsync(cancellationToken);
    }
}
