using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Stadtgespraeche.Scheduling.Topics;

#nullable disable

namespace Stadtgespraeche.Scheduling.Migrations
{
    /// <inheritdoc />
    public partial class Topics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid[]>(
                name: "topic_ids",
                table: "sessions",
                type: "uuid[]",
                nullable: false,
                defaultValue: new Guid[0]);

            migrationBuilder.CreateTable(
                name: "barometer_rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    open = table.Column<bool>(type: "boolean", nullable: false, computedColumnSql: "published_at is null", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_barometer_rounds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                columns: table => new
                {
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    ended = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memberships", x => x.member_id);
                });

            migrationBuilder.CreateTable(
                name: "topics",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    was_listed = table.Column<bool>(type: "boolean", nullable: false),
                    merged_into = table.Column<Guid>(type: "uuid", nullable: true),
                    retired_because = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    proposed_by_partner = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_topics", x => x.id);
                    table.ForeignKey(
                        name: "fk_topics_topics_merged_into",
                        column: x => x.merged_into,
                        principalTable: "topics",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "published_marks",
                columns: table => new
                {
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published_marks", x => new { x.round_id, x.topic_id, x.member_id });
                    table.ForeignKey(
                        name: "fk_published_marks_barometer_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "barometer_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "barometer_results",
                columns: table => new
                {
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: false),
                    band = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    basis = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_barometer_results", x => new { x.round_id, x.topic_id });
                    table.ForeignKey(
                        name: "fk_barometer_results_barometer_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "barometer_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_barometer_results_topics_topic_id",
                        column: x => x.topic_id,
                        principalTable: "topics",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "topic_marks",
                columns: table => new
                {
                    topic_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_topic_marks", x => new { x.topic_id, x.member_id });
                    table.ForeignKey(
                        name: "fk_topic_marks_topics_topic_id",
                        column: x => x.topic_id,
                        principalTable: "topics",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_barometer_results_topic_id",
                table: "barometer_results",
                column: "topic_id");

            migrationBuilder.CreateIndex(
                name: "ix_barometer_rounds_open",
                table: "barometer_rounds",
                column: "open",
                unique: true,
                filter: "published_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_barometer_rounds_published_at",
                table: "barometer_rounds",
                column: "published_at");

            migrationBuilder.CreateIndex(
                name: "ix_memberships_partner",
                table: "memberships",
                column: "partner");

            migrationBuilder.CreateIndex(
                name: "ix_published_marks_member_id",
                table: "published_marks",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_topic_marks_member_id",
                table: "topic_marks",
                column: "member_id");

            migrationBuilder.Sql(
                "create unique index ix_topics_listed_title on topics (lower(title)) where state = 'Listed'");

            migrationBuilder.CreateIndex(
                name: "ix_topics_merged_into",
                table: "topics",
                column: "merged_into");

            migrationBuilder.CreateIndex(
                name: "ix_topics_proposed_by",
                table: "topics",
                column: "proposed_by");

            migrationBuilder.Sql(CarryOverTopics.Sql);
            migrationBuilder.DropColumn(
                name: "topic",
                table: "sessions");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "barometer_results");

            migrationBuilder.DropTable(
                name: "memberships");

            migrationBuilder.DropTable(
                name: "published_marks");

            migrationBuilder.DropTable(
                name: "topic_marks");

            migrationBuilder.DropTable(
                name: "barometer_rounds");

            migrationBuilder.DropTable(
                name: "topics");

            migrationBuilder.DropColumn(
                name: "topic_ids",
                table: "sessions");

            migrationBuilder.AddColumn<string>(
                name: "topic",
                table: "sessions",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");
        }
    }
}
