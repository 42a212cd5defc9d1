using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// One reading of a council information system, page by page: what was asked for, how far it is, and where it stopped.
/// At most one by command and one by page at a time; a new one takes the place of the last.
/// </summary>
[Data(Category.None)]
public sealed class OParlWalk : IEntityTypeConfiguration<OParlWalk>
{
    public const string Command = "command";
    public const string Page = "page";

    public Guid Id { get; set; }

    /// <summary><see cref="Command"/> or <see cref="Page"/>: who goes on with it after a stop.</summary>
    public string Origin { get; set; } = "";

    public string Address { get; set; } = "";

    /// <summary>The body as the administrator called it, by AGS, name or id.</summary>
    public string? WantedBody { get; set; }

    public string? WantedCouncil { get; set; }

    /// <summary>The id of the body that was found.</summary>
    public string? Body { get; set; }

    public string? BodyName { get; set; }

    public string? Council { get; set; }

    public string? CouncilName { get; set; }

    public OParlWalkState State { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public int Pages { get; set; }

    public int Objects { get; set; }

    /// <summary>People met, in the council or not.</summary>
    public int Persons { get; set; }

    /// <summary>Why it stopped, in German.</summary>
    public string? Fault { get; set; }

    /// <summary>What was odd and tolerated, in German.</summary>
    public List<string> Notes { get; set; } = [];

    /// <summary>
    /// Not everything could be read: nobody's mandate is taken for over because the person is missing.
    /// </summary>
    public bool Incomplete { get; set; }

    /// <summary>What the import did in the end; counts only, as JSON.</summary>
    public string? Result { get; set; }

    public void Note(string sentence)
    {
        if (!Notes.Contains(sentence))
        {
            Notes = [.. Notes, sentence];
        }
    }

    public void Configure(EntityTypeBuilder<OParlWalk> builder)
    {
        builder.ToTable("oparl_walks");
        builder.Property(walk => walk.Id).ValueGeneratedNever();
        builder.Property(walk => walk.State).HasConversion<string>();
        builder.HasIndex(walk => walk.Origin).IsUnique();
    }
}

public enum OParlWalkState
{
    Walking,

    /// <summary>Needs somebody: a choice, or another try later.</summary>
    Stopped,

    /// <summary>All is read; nothing is taken yet.</summary>
    Ready,

    Taken,
}
