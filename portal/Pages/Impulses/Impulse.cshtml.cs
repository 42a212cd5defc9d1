using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Impulses;

/// <summary>
/// Writes an impulse as a draft, hands it in, corrects it, answers the organisers. What was typed stays in the form
/// whenever it cannot be taken.
/// </summary>
public sealed class ImpulseModel(HubApi api) : MemberPage
{
    public static readonly Choice[] YesOrNo = [new("ja", "Ja"), new("nein", "Nein")];

    private string Here => $"/mein-bereich/impulse/{RouteData.Values["id"]}";

    // Without a prefix: the names of the fields are the names of the properties.
    [BindProperty(Name = "")]
    public ImpulseFields Fields { get; set; } = new();

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Of the message in the form, so that sending it twice writes it once.</summary>
    [BindProperty]
    public Guid MessageId { get; set; }

    /// <summary>As it is stored; null: a new one.</summary>
    public OwnImpulse? Impulse { get; private set; }

    /// <summary>What was saved in another window since the form was opened.</summary>
    public OwnImpulse? Other { get; private set; }

    /// <summary>What stands in the fields could not be saved, as the impulse is decided by now.</summary>
    public bool NotSaved { get; private set; }

    /// <summary>The open call that it is for.</summary>
    public Call? Call { get; private set; }

    public bool InPublicSession { get; private set; }

    public IReadOnlyList<Choice> CallChoices { get; private set; } = [];

    public IReadOnlyList<Choice> Topics { get; private set; } = [];

    public static string IdOf(string field) => FieldNames.ToProperty(field);

    public async Task<IActionResult> OnGetAsync(Guid id, string? neu, Guid? aufruf, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } problem)
        {
            return await StopAsync(problem);
        }

        if (Impulse is null && neu is null)
        {
            return NotFound();
        }

        Fields = Impulse is { } impulse ? ImpulseFields.Of(impulse) : await NewAsync(aufruf, cancellationToken);
        await ChooseAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? aktion, CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        ModelState.Clear();
        var handIn = aktion == "einreichen";
        var read = Fields.Read(handIn, ModelState.AddModelError);
        if (ModelState.IsValid)
        {
            if (await api.WriteImpulseAsync(id, read, Token, cancellationToken) is not { } problem)
            {
                return GoOn(
                    Here,
                    handIn
                        ? "Danke! Ihr Impuls ist eingereicht."
                        : "Gespeichert. Was eingereicht ist, sieht die Organisation; ein Entwurf bleibt bei Ihnen."
                );
            }

            return await AgainAsync(id, problem, cancellationToken);
        }

        await LoadAsync(id, cancellationToken);
        await ChooseAsync(cancellationToken);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    public async Task<IActionResult> OnPostAntwortenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        ModelState.Clear();
        return await api.AnswerOrganisersAsync(id, MessageId, Text, Token, cancellationToken) is { } problem
            ? await AgainAsync(id, problem, cancellationToken, keepsForm: false)
            : GoOn(Here, "Ihre Nachricht ist bei der Organisation.");
    }

    public async Task<IActionResult> OnPostZurueckziehenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        ModelState.Clear();
        return await api.WithdrawImpulseAsync(id, Token, cancellationToken) is { } problem
            ? await AgainAsync(id, problem, cancellationToken, keepsForm: false)
            : GoOn(Here, "Ihr Impuls ist zurückgezogen.");
    }

    private async Task<IActionResult> AgainAsync(
        Guid id,
        Problem problem,
        CancellationToken cancellationToken,
        bool keepsForm = true
    )
    {
        if (await LoadAsync(id, cancellationToken) is { } gone)
        {
            return keepsForm ? await WithoutListsAsync(problem) : await StopAsync(gone);
        }

        NotSaved = keepsForm && Impulse is { IsDecided: true };
        if (!keepsForm && Impulse is { } stored)
        {
            Fields = ImpulseFields.Of(stored);
        }
        else if (problem.Code == "impulse-changed-meanwhile" && Impulse is { } other)
        {
            (Other, Fields.Version) = (other, other.ContentVersion);
        }

        await ChooseAsync(cancellationToken);
        return Again(problem);
    }

    // The API does not answer, but what was typed must not go.
    private Task<IActionResult> WithoutListsAsync(Problem problem)
    {
        CallChoices = [new(Fields.CallId ?? "", "Wie gewählt")];
        Topics = [new(Fields.TopicId ?? "", "Wie gewählt")];
        return Task.FromResult(Again(problem));
    }

    private async Task<Problem?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!(await api.OwnImpulsesAsync(Token, cancellationToken)).Is(out var impulses, out var problem))
        {
            return problem;
        }

        Impulse = impulses.FirstOrDefault(impulse => impulse.Id == id);
        MessageId = MessageId == default ? Guid.CreateVersion7() : MessageId;
        InPublicSession =
            Impulse?.SessionId is { } session && (await api.SessionAsync(session, cancellationToken)).Value is not null;
        return null;
    }

    private async Task<ImpulseFields> NewAsync(Guid? call, CancellationToken cancellationToken)
    {
        var partners = await api.PartnersAsync(cancellationToken);
        var own = User.FindFirst("partner")?.Value;
        return new()
        {
            CallId = call?.ToString(),
            Speaker = User.Identity?.Name,
            Partner = partners.FirstOrDefault(partner => partner.Key == own)?.Name,
            Language = "Deutsch",
        };
    }

    private async Task ChooseAsync(CancellationToken cancellationToken)
    {
        var calls = (await api.CallsAsync(cancellationToken)).Value ?? [];
        var topics = (await api.TopicsAsync(cancellationToken)).Value ?? [];
        Call = calls.FirstOrDefault(call => call.Id.ToString() == Fields.CallId);
        Fields.TopicId ??= Call?.Topic?.Id.ToString();
        CallChoices =
        [
            new("", "Bitte wählen"),
            .. calls.Select(call => new Choice(call.Id.ToString(), $"{call.Title} (bis {ImpulseWords.LastDay(call)})")),
            .. Fields.CallId is { Length: > 0 } closed && Call is null
                ? new Choice[] { new(closed, "Ein Aufruf, der nicht mehr offen ist") }
                : [],
        ];
        Topics = [new("", "Bitte wählen"), .. topics.Select(topic => new Choice(topic.Id.ToString(), topic.Title))];
    }
}
