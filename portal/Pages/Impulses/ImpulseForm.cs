using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Impulses;

/// <summary>
/// What stands in the form of an impulse, and beside it. All is one form, so that no button loses what was typed for
/// another; what cannot be taken stays in it.
/// </summary>
public abstract class ImpulseForm(HubApi api) : MemberPage
{
    public static readonly Choice[] YesOrNo = [new("ja", "Ja"), new("nein", "Nein")];

    // The API takes no impulse under an id that is somebody else's.
    private Guid? free;

    // Without a prefix: the names of the fields are the names of the properties.
    [BindProperty(Name = "")]
    public ImpulseFields Fields { get; set; } = new();

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Of the message in the form, so that sending it twice writes it once.</summary>
    [BindProperty]
    public Guid MessageId { get; set; }

    [BindProperty]
    public bool Sure { get; set; }

    /// <summary>Read by the link of a mail, by somebody who was invited and has no account.</summary>
    public virtual bool IsInvited => false;

    /// <summary>Where the form leads.</summary>
    public string Here => $"{Root}/{free ?? RouteData.Values["id"]}";

    /// <summary>As it is stored; null: a new one.</summary>
    public OwnImpulse? Impulse { get; protected set; }

    /// <summary>What was saved in another window since the form was opened.</summary>
    public OwnImpulse? Other { get; private set; }

    /// <summary>What stands in the fields could not be saved, as the impulse is decided by now.</summary>
    public bool NotSaved { get; private set; }

    public ImpulseLists Lists { get; private set; } = new([], []);

    public bool InPublicSession { get; private set; }

    protected abstract string Root { get; }

    protected HubApi Api => api;

    /// <summary>Everything that the person offers.</summary>
    protected IReadOnlyList<OwnImpulse> Own { get; private set; } = [];

    public static string IdOf(string field) => FieldNames.ToProperty(field);

    /// <summary><paramref name="begin"/> fills the form of one that is not stored; null: there is none.</summary>
    protected async Task<IActionResult> ShowAsync(
        Guid id,
        Func<Task<ImpulseFields?>> begin,
        CancellationToken cancellationToken
    )
    {
        if (await LoadAsync(id, cancellationToken) is { } problem)
        {
            return await StopAsync(problem);
        }

        if ((Impulse is { } impulse ? ImpulseFields.Of(impulse) : await begin()) is not { } fields)
        {
            return await StopAsync(
                new(404, "impulse-unknown", "Diesen Impuls gibt es nicht.", new Dictionary<string, string[]>())
            );
        }

        Fields = fields;
        Lists = await ImpulseLists.ForAsync(api, Fields, cancellationToken);
        return Page();
    }

    /// <summary>Shows the form again; without a problem it is the fields that are wrong.</summary>
    protected async Task<IActionResult> AgainAsync(Guid id, Problem? problem, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is not null)
        {
            Lists = ImpulseLists.AsChosen(Fields);
            return Refused(problem);
        }

        NotSaved = Impulse is { IsDecided: true } decided && !(Fields.Says(decided) && string.IsNullOrWhiteSpace(Text));
        if (problem?.Code == "impulse-changed-meanwhile")
        {
            (Other, Fields.Version) = (Impulse, Impulse?.ContentVersion ?? 0);
        }
        else if (problem?.Code == "impulse-unknown" && Impulse is null && !IsInvited)
        {
            (free, Fields.Version) = (Guid.CreateVersion7(), 0);
            problem = problem with
            {
                Status = StatusCodes.Status409Conflict,
                Detail =
                    "Unter dieser Adresse können Sie keinen Impuls anlegen. Ihr Text steht noch im Formular: Wählen Sie noch "
                    + "einmal „Als Entwurf speichern“, dann bekommt er eine eigene Adresse.",
            };
        }

        Lists = await ImpulseLists.ForAsync(api, Fields, cancellationToken);
        return Refused(problem);
    }

    private IActionResult Refused(Problem? problem)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return problem is null ? Page() : Again(problem);
    }

    protected async Task<Problem?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        MessageId = MessageId == default ? Guid.CreateVersion7() : MessageId;
        if (!(await api.OwnImpulsesAsync(Token, cancellationToken)).Is(out var impulses, out var problem))
        {
            return problem;
        }

        (Own, Impulse) = (impulses, impulses.FirstOrDefault(impulse => impulse.Id == id));
        InPublicSession =
            Impulse?.SessionId is { } session && (await api.SessionAsync(session, cancellationToken)).Value is not null;
        return null;
    }
}
