using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Impulses;

/// <summary>What the form of an impulse offers to choose from; <see cref="Call"/>: the open one that is chosen.</summary>
public sealed record ImpulseLists(
    IReadOnlyList<Choice> Calls,
    IReadOnlyList<Choice> Topics,
    Call? Call = null,
    bool IsCallClosed = false
)
{
    /// <summary>The topic of the call is chosen where none was.</summary>
    public static async Task<ImpulseLists> ForAsync(
        HubApi api,
        ImpulseFields fields,
        CancellationToken cancellationToken
    )
    {
        var known = (await api.CallsAsync(cancellationToken)).Value;
        var topics = (await api.TopicsAsync(cancellationToken)).Value ?? [];
        var call = known?.FirstOrDefault(call => call.Id.ToString() == fields.CallId);
        var isNotOffered = fields.CallId is { Length: > 0 } && call is null;
        fields.TopicId ??= call?.Topic?.Id.ToString();
        return new(
            [
                new("", "Bitte wählen"),
                .. (known ?? []).Select(open => new Choice(
                    open.Id.ToString(),
                    $"{open.Title} (bis {ImpulseWords.LastDay(open)})"
                )),
                .. isNotOffered
                    ? new Choice[]
                    {
                        new(fields.CallId!, known is null ? "Wie gewählt" : "Ein Aufruf, der nicht mehr offen ist"),
                    }
                    : [],
            ],
            [new("", "Bitte wählen"), .. topics.Select(topic => new Choice(topic.Id.ToString(), topic.Title))],
            call,
            isNotOffered && known is not null
        );
    }

    /// <summary>For when the API does not answer: what was chosen must not go.</summary>
    public static ImpulseLists AsChosen(ImpulseFields fields) =>
        new([new(fields.CallId ?? "", "Wie gewählt")], [new(fields.TopicId ?? "", "Wie gewählt")]);
}
