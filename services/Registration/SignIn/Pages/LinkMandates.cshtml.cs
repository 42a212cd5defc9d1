using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Registration.Mandates;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn.Pages;

/// <summary>
/// Links two mandates of one person: remembers the one that is signed in, sends on to sign in with the other, and then
/// asks whether both are the person's and which is invited. Only who has signed in to each, in this browser and within
/// half an hour, gets that far.
/// </summary>
[AllowAnonymous, ForSignedIn]
public sealed class LinkMandatesModel(RegistrationDbContext db, TimeProvider time) : SitePage
{
    public const string Path = $"{SignInPages.Root}/mandat";
    public const string Back = $"{ReturnPath.Home}/mandate";

    public sealed record Mandate(Guid Id, string Name, string Partner, string PartnerName);

    [BindProperty]
    public Guid? First { get; set; }

    public Explanation? Explanation { get; private set; }

    /// <summary>The one that is signed in.</summary>
    public Mandate? Me { get; private set; }

    /// <summary>The one that was signed in before; null: the person has just begun.</summary>
    public Mandate? Other { get; private set; }

    public IReadOnlyList<Choice> Choices =>
        [.. new[] { Other!, Me! }.Select(mandate => new Choice($"{mandate.Id}", mandate.PartnerName))];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        First = Other?.Id;
    }

    /// <summary>
    /// The first sign-in is remembered; the second one ends it on this device, as every sign-in does.
    /// </summary>
    public async Task<IActionResult> OnPostBeginnenAsync(CancellationToken cancellationToken)
    {
        var account = await db
            .Accounts.AsNoTracking()
            .SingleAsync(row => row.Id == User.AccountId(), cancellationToken);
        new PendingMandateCookie(account.Id, account.SecurityStamp, time.GetUtcNow()).Keep(HttpContext);
        return new SeeOther(ReturnPath.On(SignInPages.Root, Path));
    }

    [Audited("member", Operation = "LinkMandates")]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Other is null)
        {
            return Explain(
                new(
                    StatusCodes.Status410Gone,
                    "Bitte beginnen Sie noch einmal",
                    "Es hat zu lange gedauert, oder Sie haben sich in einem anderen Browser angemeldet."
                )
            );
        }

        if (First != Other.Id && First != Me!.Id)
        {
            ModelState.Clear();
            ModelState.AddModelError(nameof(First), "Bitte wählen Sie, wer Sie einlädt.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var outcome = await LinkMandates.Handle(
            db,
            First.Value,
            First == Other.Id ? Me!.Id : Other.Id,
            time,
            cancellationToken
        );
        PendingMandateCookie.Forget(HttpContext);
        return outcome switch
        {
            LinkOutcome.Linked => GoOn(Back, "Ihre Mandate sind verbunden."),
            LinkOutcome.SamePartner => Explain(
                new(
                    StatusCodes.Status409Conflict,
                    "Das sind zwei Einträge derselben Kommune",
                    "Eine Kommune führt jede Person einmal. Bitte wenden Sie sich an die Ansprechperson Ihrer Kommune."
                )
            ),
            _ => Explain(
                new(
                    StatusCodes.Status403Forbidden,
                    "Eines der Mandate ist beendet",
                    "Verbinden lassen sich nur Mandate, die noch bestehen."
                )
            ),
        };
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var me = User.AccountId()!.Value;
        var before = (await PendingMandateCookie.ReadAsync(HttpContext, db, time, cancellationToken))?.MemberId;
        var found = await (
            from member in db.Members
            join partner in db.Partners on member.Partner equals partner.Key
            where member.Id == me || member.Id == before
            select new Mandate(member.Id, member.DisplayName, partner.Key, partner.Name)
        ).ToListAsync(cancellationToken);
        (Me, Other) = (
            found.Single(row => row.Id == me),
            found.SingleOrDefault(row => row.Id == before && row.Id != me)
        );
    }

    private PageResult Explain(Explanation explanation)
    {
        Explanation = explanation;
        Response.StatusCode = explanation.Status;
        return Page();
    }
}
