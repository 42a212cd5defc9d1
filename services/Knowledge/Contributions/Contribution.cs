using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Knowledge;
using Stadtgespraeche.Knowledge.Search;

namespace Stadtgespraeche.Knowledge.Contributions;

/// <summary>
/// What somebody wrote down about a session, in Markdown. Organisers' are published at once and have no author; a
/// member's waits until an organiser releases it or returns it with words. Only published ones are indexed and enter the
/// vocabulary, so that search tells nothing about the others.
/// </summary>
[Data(Category.None)]
[Processing(
    "Urheberschaft von Beiträgen: wer einen Beitrag zur Sitzung geschrieben hat",
    Subject = nameof(AuthorId),
    Erasure = Erasure.Anonymise,
    Derived = [nameof(SearchTitle), nameof(SearchBody), nameof(SearchParts), nameof(Search)],
    Kept = "dauerhaft; nach der Löschung der Person steht der Name der Kommune anstelle des eigenen",
    SeenBy = "alle, sobald der Beitrag veröffentlicht ist"
)]
public sealed class Contribution : IEntityTypeConfiguration<Contribution>
{
    public const int LongestTitle = 150;
    public const int LongestBody = 20_000;
    public const int LongestReason = 2_000;

    public Guid Id { get; init; }

    public Guid SessionId { get; init; }

    public long Version { get; private set; }

    public ContributionKind Kind { get; private set; }

    public string Title { get; private set; } = "";

    public string Body { get; private set; } = "";

    public ContributionState State { get; private set; }

    /// <summary>What the organisers wrote when they returned it, for its author alone.</summary>
    [Data(Category.Personal)]
    public string? ReturnedBecause { get; private set; }

    public string? AuthorPartner { get; init; }

    [Data(Category.Personal)]
    public Guid? AuthorId { get; init; }

    [Data(Category.Personal)]
    public string? AuthorName { get; init; }

    public string? PartnerName { get; init; }

    public DateTimeOffset WrittenAt { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public string SearchTitle { get; private set; } = "";

    public string SearchBody { get; private set; } = "";

    public string SearchParts { get; private set; } = "";

    public NpgsqlTsVector Search { get; private set; } = null!;

    /// <summary>
    /// Written by exactly this member of this partner; a partner cannot vouch for the members of another.
    /// </summary>
    public bool IsBy(string partner, Guid member) => AuthorPartner == partner && AuthorId == member;

    public bool Says(ContributionDraft draft) => Kind == draft.Kind && Title == draft.Title && Body == draft.Body;

    /// <summary>By its author; what was returned waits for release again.</summary>
    public void Write(ContributionDraft draft, DateTimeOffset now)
    {
        (Kind, Title, Body, WrittenAt) = (draft.Kind, draft.Title, draft.Body, now);
        State = State == ContributionState.Returned ? ContributionState.Submitted : State;
        ReturnedBecause = null;
        Version++;
    }

    /// <summary>By an organiser; author and state stay.</summary>
    public void Correct(string title, string body)
    {
        (Title, Body) = (title, body);
        Version++;
    }

    public void Return(string reason)
    {
        (State, ReturnedBecause) = (ContributionState.Returned, reason);
        Version++;
    }

    /// <summary>For good. Nobody finds it any more; its author still sees it.</summary>
    public void Withdraw()
    {
        State = ContributionState.Withdrawn;
        Index(new IndexText("", "", ""));
        Version++;
    }

    public void Publish(DateTimeOffset now)
    {
        (State, PublishedAt) = (ContributionState.Published, PublishedAt ?? now);
        Version++;
    }

    public void Index(IndexText text) => (SearchTitle, SearchBody, SearchParts) = (text.Title, text.Body, text.Parts);

    public ContributionPublished ToPublished(Guid? resend = null) => new(Id, SessionId, Version, Kind, Title, resend);

    public void Configure(EntityTypeBuilder<Contribution> contribution)
    {
        contribution.Property(c => c.Kind).HasConversion<string>().HasMaxLength(20);
        contribution.Property(c => c.State).HasConversion<string>().HasMaxLength(20);
        contribution.Property(c => c.Title).HasMaxLength(Contribution.LongestTitle);
        contribution.Property(c => c.Body).HasMaxLength(Contribution.LongestBody);
        contribution.Property(c => c.ReturnedBecause).HasMaxLength(Contribution.LongestReason);
        contribution.HasIndex(c => new { c.SessionId, c.State });
        contribution.HasIndex(c => new { c.State, c.PublishedAt });
        contribution.Property(c => c.Search).HasComputedColumnSql(SearchVector.Sql, stored: true);
        contribution.HasIndex(c => c.Search).HasMethod("gin");
    }
}

public enum ContributionState
{
    Submitted,
    Returned,
    Published,
    Withdrawn,
}

/// <summary>A checked text.</summary>
public sealed record ContributionDraft(Guid SessionId, ContributionKind Kind, string Title, string Body);
