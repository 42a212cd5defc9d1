namespace Stadtgespraeche.Demo;

/// <summary>Topics that the demonstration names: two that stand on every list from the beginning, and one of its own.</summary>
internal static class Topics
{
    public static readonly Guid Participation = new("01993b00-0000-7000-8000-000000000001");
    public static readonly Guid HybridCouncils = new("01993b00-0000-7000-8000-000000000002");
    public static readonly Guid Volunteers = new("018aadcb-1a00-7000-8000-000000000003");
}
