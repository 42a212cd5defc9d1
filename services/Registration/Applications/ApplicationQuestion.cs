using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>What the organisers asked an applicant, and the answer. Never changed once written.</summary>
[Data(Category.None)]
[Processing(
    "Bewerbung: Rückfragen der Organisation und Antworten der Ansprechperson",
    Erasure = Erasure.Otherwise,
    Kept = "so lange wie die Bewerbung; zurückgezogen gar nicht",
    SeenBy = "Organisation und die Ansprechperson selbst"
)]
public sealed class ApplicationQuestion : IEntityTypeConfiguration<ApplicationQuestion>
{
    /// <summary>The id is made by the person who asks, so that sending twice asks once.</summary>
    public required Guid Id { get; init; }

    public required Guid ApplicationId { get; init; }

    [Data(Category.Personal)]
    public required string Question { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    [Data(Category.Personal)]
    public string? Answer { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public void Configure(EntityTypeBuilder<ApplicationQuestion> question)
    {
        question.ToTable("application_questions");
        question.Property(row => row.Id).ValueGeneratedNever();
    }
}
